// sharp alone decodes and resizes the files of a folder, with all threads. Arguments: the folder. Figures: images
// per second.

import { readdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { answerRounds } from '../ours/answer-rounds.ts';

const [folder = ''] = process.argv.slice(2);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.jpeg'))
  .map((name) => path.join(folder, name));
// An image a thread, as many images at a time as keep every thread busy: the quickest that sharp can be here.
sharp.cache(false);
sharp.concurrency(1);
const atATime = 2 * Number(process.env['UV_THREADPOOL_SIZE'] ?? 4);

async function runRound(): Promise<number[]> {
  const started = performance.now();
  const waiting = files.values();
  const resizeOn = async (): Promise<void> => {
    for (const file of waiting) await sharp(file).resize(150, 150, { fit: 'fill' }).raw().toBuffer();
  };
  await Promise.all(Array.from({ length: atATime }, resizeOn));
  return [(files.length * 1000) / (performance.now() - started)];
}

await runRound();
await answerRounds(runRound, { version: sharp.versions.sharp });
