import { afterEach, describe, expect, it } from 'vitest';
import { interfaceLanguage } from '../../renderer/text/language.svelte.ts';
import { chooseScaleBar, describeScale, measureScreenPixel } from '../../renderer/viewer/scale-bar.ts';
import { toMatrix } from '../../renderer/viewer/view-transform.ts';

const pane = { width: 600, height: 600 };

describe('a scale bar', () => {
  it.each([
    // Room for 200 screen pixels of 0.143 mm: 28.6 mm, so 20 mm, which are 139.86 screen pixels.
    [0.143, 200, 20, 139.86],
    // 100 mm fit exactly, 99.9 do not: then 50.
    [0.5, 200, 100, 200],
    [0.4995, 200, 50, 100.1],
    // 200 of 0.0025 mm are 0.5 mm.
    [0.0025, 200, 0.5, 200],
    // 150 of 3 mm are 450 mm, so 200, which are 66.67 screen pixels.
    [3, 150, 200, 66.67],
    // 1,000 of 1 are 1,000.
    [1, 1000, 1000, 1000],
  ])('of %s a screen pixel with room for %s is %s long', (value, room, length, width) => {
    const bar = chooseScaleBar({ value, unit: 'mm' }, room);
    expect(bar?.length.value).toBeCloseTo(length, 9);
    expect(bar?.width).toBeCloseTo(width, 2);
  });

  it('is none where there is no room', () => {
    expect(chooseScaleBar({ value: 1, unit: 'px' }, 0)).toBeNull();
  });

  it('is as long as what it lies under, however the image is turned and its pixels are shaped', () => {
    const image = { width: 100, height: 100, pixelAspect: 2 };
    const spacing = { rowMm: 0.4, columnMm: 0.2, plane: 'patient' } as const;
    for (const quarterTurns of [0, 1, 2, 3]) {
      for (const isFlipped of [false, true]) {
        const view = { scale: 4, offset: { x: 30, y: -7 }, quarterTurns, isFlipped };
        const pixel = measureScreenPixel(toMatrix(view, image, pane), spacing);
        // A column of 0.2 mm takes 4 screen pixels, a row of 0.4 mm takes 8.
        expect(pixel.unit).toBe('mm');
        expect(pixel.value).toBeCloseTo(0.05, 9);
      }
    }
  });

  it('is in pixels of the image where the file tells no spacing', () => {
    const image = { width: 100, height: 100, pixelAspect: 1 };
    const view = { scale: 4, offset: { x: 0, y: 0 }, quarterTurns: 1, isFlipped: false };
    expect(measureScreenPixel(toMatrix(view, image, pane), null)).toEqual({ value: 0.25, unit: 'px' });
  });
});

describe('its words', () => {
  afterEach(() => interfaceLanguage.speak('en'));

  it.each([
    [{ value: 500, unit: 'px' }, '500 px', '500 px'],
    [{ value: 2000, unit: 'px' }, '2,000 px', '2.000 px'],
    [{ value: 0.5, unit: 'mm' }, '0.5 mm', '0,5 mm'],
    [{ value: 5, unit: 'mm' }, '5 mm', '5 mm'],
    [{ value: 10, unit: 'mm' }, '1 cm', '1 cm'],
    [{ value: 2, unit: 'mm-at-detector' }, '2 mm at the detector', '2 mm tại đầu thu'],
    [{ value: 50, unit: 'mm-at-detector' }, '5 cm at the detector', '5 cm tại đầu thu'],
  ] as const)('tell %o in its unit', (length, english, vietnamese) => {
    expect(describeScale(length)).toBe(english);
    interfaceLanguage.speak('vi');
    expect(describeScale(length)).toBe(vietnamese);
  });
});
