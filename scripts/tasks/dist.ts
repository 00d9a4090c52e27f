// npm run dist [-- electron-builder's arguments]

import path from 'node:path';
import { stageNative } from '../packaging/stage-native.ts';
import { modulesFolder, projectFolder } from '../project-paths.ts';
import { runForeground } from '../run-foreground.mjs';
import { setUp } from '../set-up.ts';

const builder = path.join(modulesFolder, 'electron-builder', 'cli.js');
if (await setUp()) {
  stageNative();
  process.exitCode = await runForeground(process.execPath, [builder, ...process.argv.slice(2)], {
    cwd: projectFolder,
  });
} else {
  process.exitCode = 1;
}
