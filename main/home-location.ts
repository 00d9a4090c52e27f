import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../shared/ipc/app-error.ts';

/** Where a library lies that was moved, kept in the platform's folder for application data. */
const homeLocationSchema = z.strictObject({
  home: z.string().min(1),
  /** Where it was before, and still lies until that is deleted or kept for good; null afterwards. */
  former: z.string().min(1).nullable(),
});
export type HomeLocation = z.infer<typeof homeLocationSchema>;

const fileName = 'location.json';

/**
 * Reads where the library was moved to.
 *
 * @param directory the platform's folder for application data
 * @returns null where it never was
 * @throws AppError home-missing for a file that cannot be understood
 */
export function readHomeLocation(directory: string): HomeLocation | null {
  const file = path.join(directory, fileName);
  if (!existsSync(file)) return null;
  try {
    return homeLocationSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new AppError(
      'home-missing',
      `${file} should tell where the data folder was moved to, and cannot be understood. Name the data folder with --home, or mend the file: {"home": "FOLDER", "former": null}.`,
      { file },
      { cause },
    );
  }
}

/** Writes where the library lies from now on: the whole file, or nothing where the machine stops meanwhile. */
export function writeHomeLocation(directory: string, location: HomeLocation): void {
  mkdirSync(directory, { recursive: true });
  const half = path.join(directory, `${fileName}.new`);
  writeFileSync(half, `${JSON.stringify(location, null, 2)}\n`, { flush: true });
  renameSync(half, path.join(directory, fileName));
}
