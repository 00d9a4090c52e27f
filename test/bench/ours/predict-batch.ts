// Predicts images of a pixel file as evaluation does, in batches of 32, with the report's network. Arguments: the
// file, its number of images. Figures: images per second.

import { startEngine } from '../../../main/trainer/backend.ts';
import { openPixelFile } from '../../../main/trainer/data/pixel-reader.ts';
import { buildModel } from '../../../main/trainer/models/build-model.ts';
import { createLogitsFunction } from '../../../main/trainer/models/logits.ts';
import { predictLogits } from '../../../main/trainer/predict-records.ts';
import { processorEngine } from '../processor-engine.ts';
import { answerRounds } from './answer-rounds.ts';

const [path = '', count = ''] = process.argv.slice(2);
const imageSize = 150;
const { engine } = await startEngine(processorEngine);
const reader = openPixelFile({ path, imageSize });
const computeLogits = createLogitsFunction(buildModel('cnn5', { imageSize, seed: 1 }));
const records = [...Array(Number(count)).keys()];
const options = { batchSize: 32, signal: new AbortController().signal, onProgress: () => {} };

async function runRound(): Promise<number[]> {
  const started = performance.now();
  await predictLogits(computeLogits, reader, records, options);
  return [(records.length * 1000) / (performance.now() - started)];
}

await runRound();
await answerRounds(runRound, { engine });
