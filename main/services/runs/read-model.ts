import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type ModelCard, modelCardSchema } from '../../../shared/trainer-protocol.ts';
import { toModelDirectory } from './run-files.ts';

/** What stands beside a run's saved model; null where there is none that can be read. */
export function readModelCard(runDirectory: string): ModelCard | null {
  const cardPath = path.join(toModelDirectory(runDirectory), 'negatoscope.json');
  if (!existsSync(cardPath)) return null;
  try {
    return modelCardSchema.parse(JSON.parse(readFileSync(cardPath, 'utf8')));
  } catch {
    return null;
  }
}

/** SHA-256 of a saved model's weights; null where there is none. */
export async function hashModelWeights(runDirectory: string): Promise<string | null> {
  const weightsPath = path.join(toModelDirectory(runDirectory), 'weights.bin');
  if (!existsSync(weightsPath)) return null;
  const hash = createHash('sha256');
  await pipeline(createReadStream(weightsPath), hash);
  return hash.digest('hex');
}
