import { expect, test } from 'vitest';
import { readViews } from '../../../main/commands/views-option.ts';

test.each([
  [undefined, 1],
  ['1', 1],
  ['32', 32],
])('--tta %s asks for %i views', (text, views) => {
  expect(readViews(text)).toBe(views);
});

test.each(['0', '33', '1.5', '-4', 'many', ''])('--tta "%s" is wrong usage', (text) => {
  expect(() => readViews(text)).toThrow(expect.objectContaining({ code: 'usage-wrong' }));
});
