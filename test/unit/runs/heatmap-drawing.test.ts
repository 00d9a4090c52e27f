import { describe, expect, test } from 'vitest';
import { toInferno } from '../../../main/services/predictions/colour-map.ts';
import { blend } from '../../../main/services/predictions/draw-heatmap.ts';
import { flagPrediction } from '../../../main/services/predictions/flag-prediction.ts';
import { nameHeatmaps } from '../../../main/services/predictions/write-heatmaps.ts';
import { makeDicomHeader } from '../../fixtures/make-dicom-header.ts';

describe('the colour of a weight', () => {
  // matplotlib 3.10, `matplotlib.colormaps['inferno'](index)`, red, green and blue from 0 to 1.
  test.each([
    [0, [0.001462, 0.000466, 0.013866]],
    [128, [0.735683, 0.215906, 0.330245]],
    [255, [0.988362, 0.998364, 0.644924]],
  ])('at %i of 255 is that of matplotlib', (index, expected) => {
    toInferno(index / 255).forEach((value, channel) => {
      expect(Math.abs(value / 255 - (expected[channel] ?? 0))).toBeLessThan(0.03);
    });
  });

  test('grows lighter all the way', () => {
    // CIE's relative luminance, of the sRGB values as they are: enough to tell an order.
    const lightness = Array.from({ length: 101 }, (_, percent) => {
      const [red, green, blue] = toInferno(percent / 100);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    });
    expect(lightness).toEqual([...lightness].sort((first, second) => first - second));
  });
});

test('an image without weight stays as it was, one with full weight takes 60 % of the colour', () => {
  const blended = blend({ grey: Uint8Array.of(100, 100), weights: Uint8Array.of(0, 255) });
  expect([...blended.slice(0, 3)]).toEqual([100, 100, 100]);
  // 0.4 * 100 + 0.6 * 255 * [0.988, 0.998, 0.645] = [191, 193, 139], and the polynomial's own error.
  [191, 193, 139].forEach((expected, channel) => {
    expect(Math.abs((blended[3 + channel] ?? 0) - expected)).toBeLessThanOrEqual(5);
  });
});

test('heatmaps of one name get numbers, also where only capitals differ', () => {
  expect(nameHeatmaps(['/a/x.jpeg', '/b/x.png', 'X.dcm', 'y.tar.gz'])).toEqual([
    'x.heatmap.png',
    'x-2.heatmap.png',
    'X-3.heatmap.png',
    'y.tar.heatmap.png',
  ]);
});

describe('flags', () => {
  const plain = {
    probability: 0.9,
    threshold: 0.5,
    width: 300,
    height: 200,
    isColour: false,
    hasBrightSides: false,
    dicom: null,
    imageSize: 150,
  };

  test.each([
    ['nothing', {}, []],
    // Odds of 1 at the threshold: 0.268 has odds of 0.366, just under 1 / e = 0.368; 0.27 has 0.370.
    ['just within a factor e of the odds', { probability: 0.27 }, ['near-threshold']],
    ['just outside it', { probability: 0.268 }, []],
    // Odds of 0.0320 and 0.0101 differ by a factor of 3.2, more than e.
    ['a small probability below a small threshold', { probability: 0.01, threshold: 0.031 }, []],
    ['a small probability near it', { probability: 0.02, threshold: 0.031 }, ['near-threshold']],
    ['a probability of 0', { probability: 0, threshold: 0.031 }, []],
    ['a probability of 1', { probability: 1, threshold: 0.99 }, []],
    ['the threshold itself, at the end', { probability: 1, threshold: 1 }, ['near-threshold']],
    ['smaller than the input on one side', { height: 149 }, ['low-resolution', 'unusual-shape']],
    ['just as large', { height: 150 }, []],
    ['colour', { isColour: true }, ['colour']],
    ['brighter at the sides than in the middle', { hasBrightSides: true }, ['bright-sides']],
    [
      'the same of a slice',
      { hasBrightSides: true, dicom: makeDicomHeader({ modality: 'MR' }) },
      ['not-a-radiograph'],
    ],
    ['more than twice as wide', { width: 401 }, ['unusual-shape']],
    ['more than twice as high', { height: 601 }, ['unusual-shape']],
  ] as const)('%s', (_what, change, flags) => {
    expect(flagPrediction({ ...plain, ...change })).toEqual(flags);
  });
});
