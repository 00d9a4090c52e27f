import { describe, expect, it } from 'vitest';
import { findVisible, layOutGrid, moveInGrid } from '../../renderer/components/grid-layout.ts';

const measures = { count: 10, width: 320, leastCellWidth: 100, gap: 10, extraHeight: 40 };

describe('layOutGrid', () => {
  it('shares the width out among as many columns as fit', () => {
    // Three of 100 and two gaps of 10 are 320: they just fit.
    const layout = layOutGrid(measures);
    expect(layout).toEqual({
      columns: 3,
      rows: 4,
      cellWidth: 100,
      cellHeight: 140,
      rowStep: 150,
      height: 590,
    });
    expect(layOutGrid({ ...measures, width: 319 })).toMatchObject({ columns: 2, cellWidth: 154.5 });
  });

  it('keeps one column where not even that fits', () => {
    expect(layOutGrid({ ...measures, width: 50 })).toMatchObject({ columns: 1, cellWidth: 50 });
  });

  it('is empty without images', () => {
    expect(layOutGrid({ ...measures, count: 0 })).toMatchObject({ rows: 0, height: 0 });
  });
});

describe('findVisible', () => {
  const layout = layOutGrid(measures);

  it('finds whole rows, and spare ones around them within the grid', () => {
    expect(findVisible(layout, 10, { scrollTop: 160, viewHeight: 100 }, 0)).toEqual({ first: 3, last: 5 });
    expect(findVisible(layout, 10, { scrollTop: 160, viewHeight: 100 }, 1)).toEqual({ first: 0, last: 8 });
    expect(findVisible(layout, 10, { scrollTop: 450, viewHeight: 300 }, 0)).toEqual({ first: 9, last: 9 });
  });

  it('finds nothing in an empty grid or view', () => {
    expect(findVisible(layout, 0, { scrollTop: 0, viewHeight: 100 }, 1)).toBeNull();
    expect(findVisible(layout, 10, { scrollTop: 0, viewHeight: 0 }, 1)).toBeNull();
  });
});

describe('moveInGrid', () => {
  it.each([
    ['ArrowRight', 4, 5],
    ['ArrowLeft', 4, 3],
    ['ArrowDown', 4, 7],
    ['ArrowUp', 4, 1],
    ['Home', 4, 0],
    ['End', 4, 9],
    ['PageDown', 4, 9],
    ['PageUp', 4, 0],
    ['ArrowUp', 2, null],
    ['ArrowDown', 8, null],
    ['ArrowLeft', 0, null],
    ['Enter', 4, null],
  ])('%s from %d leads to %s', (key, from, to) => {
    expect(moveInGrid(key, from, 10, 3)).toBe(to);
  });
});
