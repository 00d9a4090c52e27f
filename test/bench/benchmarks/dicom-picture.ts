import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openApplication } from '../../../main/application.ts';
import { say } from '../../../scripts/progress.ts';
import { makeDicom } from '../../unit/library/dicom/dicom-fixtures.ts';
import { importFolder } from '../bench-application.ts';
import type { Benchmark } from '../benchmark.ts';
import { measureLongestTurnMs } from '../measure-longest-turn.ts';
import { median } from '../median.ts';
import { processorEngine } from '../processor-engine.ts';
import { toBudgetRow } from '../to-budget-row.ts';

/** Of a detector of 43 x 43 cm, in pixels. */
const side = 3000;
/** Nothing holds main's thread for longer. */
const budgetMs = 50;
/** One opens the threads that decode, and is not counted. */
const films = 6;

/** What opening DICOM films in the viewer takes of main's thread in one turn; each film is opened once. */
export const dicomPictureBenchmark: Benchmark = {
  name: 'main-dicom-picture',
  async run({ scratch }) {
    const folder = path.join(scratch, 'films');
    await makeFilms(folder);
    const home = path.join(scratch, 'home');
    const application = await openApplication({ home, engine: processorEngine, front: 'browser' });
    try {
      await importFolder(application, folder, 'films');
      const ids = await application.call('images:list-ids', { dataset: 'films', limit: films });
      const turnsMs: number[] = [];
      for (const id of ids) {
        turnsMs.push(await measureLongestTurnMs(() => application.picture('images', id, 'full')));
      }
      say(`main-dicom-picture: ${turnsMs.map((ms) => ms.toFixed(1)).join(', ')} ms`);
      return toBudgetRow('main-dicom-picture', median(turnsMs.slice(1)), budgetMs);
    } finally {
      await application.close();
    }
  },
};

async function makeFilms(folder: string): Promise<void> {
  for (let film = 0; film < films; film += 1) {
    const classFolder = path.join(folder, film % 2 === 0 ? 'NORMAL' : 'PNEUMONIA');
    await mkdir(classFolder, { recursive: true });
    await writeFile(path.join(classFolder, `person${film}.dcm`), makeFilm(film));
  }
}

/** Uncompressed, 16 bits a pixel, and unlike the other films. */
function makeFilm(film: number): Buffer {
  const values = Uint16Array.from({ length: side * side }, (_, at) => (at * (film + 7919)) & 0xffff);
  return makeDicom(
    [
      [0x00280010, 'US', side],
      [0x00280011, 'US', side],
      [0x00280100, 'US', 16],
      [0x00280101, 'US', 16],
      [0x00280102, 'US', 15],
    ],
    { pixels: Buffer.from(values.buffer) },
  );
}
