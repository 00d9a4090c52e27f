/** How the cells of a grid of equal cells lie in a column of a given width. All lengths in CSS pixels. */
export interface GridLayout {
  readonly columns: number;
  readonly rows: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** From one row's top to the next one's. */
  readonly rowStep: number;
  readonly height: number;
}

export interface GridMeasures {
  readonly count: number;
  readonly width: number;
  readonly leastCellWidth: number;
  readonly gap: number;
  /** Height of a cell beyond its width, for the words under a square picture. */
  readonly extraHeight: number;
}

/** Fits as many columns as stay at least `leastCellWidth` wide, at least one, and shares the width out. */
export function layOutGrid({ count, width, leastCellWidth, gap, extraHeight }: GridMeasures): GridLayout {
  const columns = Math.max(1, Math.floor((width + gap) / (leastCellWidth + gap)));
  const cellWidth = Math.max(1, (width - gap * (columns - 1)) / columns);
  const cellHeight = cellWidth + extraHeight;
  const rows = Math.ceil(count / columns);
  const rowStep = cellHeight + gap;
  return { columns, rows, cellWidth, cellHeight, rowStep, height: Math.max(0, rows * rowStep - gap) };
}

/**
 * The positions from `first` to `last` that a window of `viewHeight` at `scrollTop` shows, with `spareRows`
 * more rows on either side; null where there are none.
 */
export function findVisible(
  layout: GridLayout,
  count: number,
  view: { readonly scrollTop: number; readonly viewHeight: number },
  spareRows: number,
): { readonly first: number; readonly last: number } | null {
  if (count === 0 || view.viewHeight === 0) return null;
  const topRow = Math.floor(view.scrollTop / layout.rowStep) - spareRows;
  const bottomRow = Math.floor((view.scrollTop + view.viewHeight) / layout.rowStep) + spareRows;
  const first = Math.max(0, topRow) * layout.columns;
  const last = Math.min(count - 1, (Math.min(layout.rows - 1, bottomRow) + 1) * layout.columns - 1);
  return first > last ? null : { first, last };
}

/** Where a key leads from a position in the grid; null where the key doesn't move, or leads out of it. */
export function moveInGrid(key: string, position: number, count: number, columns: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -columns * 4,
    PageDown: columns * 4,
  };
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = steps[key];
  if (step === undefined) return null;
  const next = position + step;
  if (key.startsWith('Page')) return Math.min(count - 1, Math.max(0, next));
  return next < 0 || next >= count ? null : next;
}
