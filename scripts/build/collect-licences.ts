import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Licences } from '../../shared/domain/licences.ts';

type Part = Licences['parts'][number];
interface FoundPart extends Omit<Part, 'text'> {
  readonly text: string | null;
}

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), dev: z.boolean().optional(), license: z.string().optional() }),
  ),
});

/** Packages that are only for building, and yet ship: Electron is the app's own runtime. */
const shippedTools: readonly string[] = ['node_modules/electron'];

/** Packages for production that do not ship: see electron-builder.yml. */
export const leftOutPackages: readonly string[] = ['node_modules/core-js-pure', 'node_modules/dcmjs'];

const licenceFile = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/**
 * Gathers the licences of all that ships: every production package that is installed, Electron, Node, and the
 * native TensorFlow library.
 *
 * @param root the repository; its package-lock.json says what is for production
 */
export function collectLicences(root: string): Licences {
  const lock = lockSchema.parse(JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')));
  const folders = Object.entries(lock.packages).filter(
    ([folder, { dev }]) =>
      folder !== '' &&
      (dev !== true || shippedTools.includes(folder)) &&
      !leftOutPackages.includes(folder) &&
      existsSync(path.join(root, folder)),
  );
  const found = folders.map(([folder, { version = '', license }]): FoundPart => ({
    name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version,
    licence: license ?? 'see its text',
    text: readLicenceText(path.join(root, folder)),
  }));
  return gather([...found, describeTensorFlow(root), describeDicomCodecs(root)]);
}

/** All texts of a package's folder, its licence before its notices; null where it has none. */
function readLicenceText(folder: string): string | null {
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && licenceFile.test(entry.name))
    .map(({ name }) => name)
    .sort()
    .map((name) => readFileSync(path.join(folder, name), 'utf8').trim());
  return texts.length === 0 ? null : texts.join('\n\n');
}

/** The native library is no package; its licence is the same as the app's own. */
function describeTensorFlow(root: string): FoundPart {
  const versions = z
    .object({ tensorflow: z.string() })
    .parse(JSON.parse(readFileSync(path.join(root, 'scripts', 'native-versions.json'), 'utf8')));
  return {
    name: 'TensorFlow',
    version: versions.tensorflow,
    licence: 'Apache-2.0',
    text: readLicenceText(root),
  };
}

/** What is compiled into dcmjs-codecs; its package carries none of their notices. */
function describeDicomCodecs(root: string): FoundPart {
  return {
    name: 'CharLS, OpenJPEG, OpenJPH, libjxl and libjpeg',
    version: 'in dcmjs-codecs',
    licence: 'BSD-3-Clause, BSD-2-Clause and IJG',
    text: readFileSync(path.join(root, 'scripts', 'build', 'dicom-codecs-notices.txt'), 'utf8').trim(),
  };
}

/** Sorts by name, keeps each name and version once, and each text once. */
function gather(found: readonly FoundPart[]): Licences {
  const texts: string[] = [];
  const parts = new Map<string, Part>();
  const sorted = found.toSorted(
    (a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version),
  );
  for (const { text, ...part } of sorted) {
    parts.set(`${part.name} ${part.version}`, { ...part, text: text === null ? null : placeOf(text, texts) });
  }
  return { parts: [...parts.values()], texts };
}

function placeOf(text: string, texts: string[]): number {
  const place = texts.indexOf(text);
  return place === -1 ? texts.push(text) - 1 : place;
}

/** The same as one text, for who reads it beside the installed app. */
export function formatNotices({ parts, texts }: Licences): string {
  const rule = '-'.repeat(78);
  const sections = parts.map(({ name, version, licence, text }) => {
    const body = text === null ? `Its package carries no text of the licence.` : (texts[text] ?? '');
    return `${rule}\n${name} ${version}\n${licence}\n${rule}\n\n${body}\n`;
  });
  return `Negatoscope ships with the following, each under a licence of its own.\n\n${sections.join('\n')}`;
}
