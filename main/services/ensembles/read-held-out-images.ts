import type { Database } from '../../db/client.ts';
import { type HeldOutImage, listHeldOutImages } from '../../db/ensembles.ts';
import { readInTurns } from '../read-in-turns.ts';
import type { RunModel } from '../runs/run-models.ts';

/** Of each model its validation images, in their order. */
export async function readHeldOutImages(
  database: Database,
  models: readonly RunModel[],
): Promise<HeldOutImage[][]> {
  const parts: HeldOutImage[][] = [];
  for (const { run } of models) {
    parts.push(await readInTurns((stretch) => listHeldOutImages(database, run.splitId, stretch)));
  }
  return parts;
}
