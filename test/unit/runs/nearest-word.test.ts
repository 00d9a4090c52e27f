import { expect, test } from 'vitest';
import { findNearestWord } from '../../../main/nearest-word.ts';

const known = ['epochs', 'batchSize', 'learningRate', 'seed'];

test.each([
  ['epoch', 'epochs'],
  ['EPOCHS', 'epochs'],
  ['batchsise', 'batchSize'],
  ['learning-rate', 'learningRate'],
  ['sed', 'seed'],
  ['sede', 'seed'],
  ['dropout', null],
  ['', null],
])('%s means %s', (word, nearest) => expect(findNearestWord(word, known)).toBe(nearest));
