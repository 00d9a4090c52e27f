"""Unpacks parts of a wheel: unpack-wheel.py WHEEL FOLDER PATTERN=>TARGET...

A file whose name begins with the regular expression PATTERN is written to FOLDER, the matched part replaced by TARGET;
all others are left out. Python's zipfile checks each file's CRC as it is read.
"""

import pathlib
import re
import shutil
import sys
import zipfile

wheel, folder, *rules = sys.argv[1:]
pairs = [rule.split("=>", 1) for rule in rules]
root = pathlib.Path(folder).resolve()
with zipfile.ZipFile(wheel) as archive:
    for entry in archive.infolist():
        match, target = next(
            ((found, target) for pattern, target in pairs if (found := re.match(pattern, entry.filename))),
            (None, None),
        )
        if match is None or entry.is_dir():
            continue
        file = (root / (match.expand(target) + entry.filename[match.end() :])).resolve()
        if not file.is_relative_to(root):
            sys.exit(f"error: {entry.filename} would leave the folder")
        file.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(entry) as source, open(file, "wb") as sink:
            shutil.copyfileobj(source, sink, 1 << 20)
