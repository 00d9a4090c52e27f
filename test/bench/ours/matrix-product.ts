// The best that the engine reaches in a product of two matrices, the limit of any training step. Figures: GFLOP/s.

import * as tf from '@tensorflow/tfjs';
import { startEngine } from '../../../main/trainer/backend.ts';
import { processorEngine } from '../processor-engine.ts';
import { answerRounds } from './answer-rounds.ts';

const sides = [512, 1024, 2048];
const products = 4;
const { engine } = await startEngine(processorEngine);
const matrices = sides.map((side) => tf.randomUniform([side, side]));

function measure(matrix: tf.Tensor): number {
  const side = matrix.shape[0];
  const started = performance.now();
  for (let index = 0; index < products; index += 1) {
    const product = tf.matMul(matrix, matrix);
    product.dataSync();
    product.dispose();
  }
  return (2 * side ** 3 * products) / (performance.now() - started) / 1e6;
}

const runRound = (): number[] => [Math.max(...matrices.map(measure))];
runRound();
await answerRounds(runRound, { engine });
