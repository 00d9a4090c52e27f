import { expect, test } from 'vitest';
import { pickTelling } from '../../renderer/state/latest-evaluation.svelte.ts';

const validation = { evaluation: 1, kind: 'validation', views: 1 } as const;
const older = { evaluation: 2, kind: 'test', views: 1 } as const;
const newer = { evaluation: 3, kind: 'test', views: 1 } as const;
const ofViews = { evaluation: 4, kind: 'test', views: 8 } as const;

test.each([
  ['the newest on images set aside', [ofViews, newer, older, validation], 1, newer],
  ['that of as many views', [newer, ofViews, validation], 8, ofViews],
  ['that on validation where there is no other', [ofViews, validation], 1, validation],
  ['none of other views', [newer, validation], 4, null],
])('a model is told of by %s', (_what, evaluations, views, expected) => {
  expect(pickTelling(evaluations, views)).toBe(expected);
});
