import { setImmediate as giveWay } from 'node:timers/promises';
import type { Database } from '../../db/client.ts';
import { type HeldOutImage, listHeldOutImages } from '../../db/ensembles.ts';
import type { RunModel } from '../runs/run-models.ts';

/** Of each model its validation images, in their order. Others are answered between the models. */
export async function readHeldOutImages(
  database: Database,
  models: readonly RunModel[],
): Promise<HeldOutImage[][]> {
  const parts: HeldOutImage[][] = [];
  for (const { run } of models) {
    parts.push(listHeldOutImages(database, run.splitId));
    await giveWay();
  }
  return parts;
}
