/** Which rows of a long table are drawn, and how much room the others take. */
export interface VisibleRows {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
  /** Height of the rows above and below, in CSS pixels. */
  readonly above: number;
  readonly below: number;
}

/** Rows drawn beyond each edge of the view, so that scrolling meets no gap. */
const spareRows = 10;

/**
 * The rows of a table that are in view, with some to spare. The first row drawn is even, so that a table may
 * stripe its rows.
 *
 * @param view how far it is scrolled and how high it is, in CSS pixels
 */
export function findVisibleRows(
  count: number,
  rowHeight: number,
  { scrollTop, viewHeight }: { readonly scrollTop: number; readonly viewHeight: number },
): VisibleRows {
  const inView = Math.ceil(viewHeight / rowHeight);
  const top = Math.min(Math.floor(scrollTop / rowHeight), Math.max(0, count - inView));
  const wanted = Math.max(0, top - spareRows);
  const first = wanted - (wanted % 2);
  const end = Math.min(count, top + inView + spareRows);
  return { first, end, above: first * rowHeight, below: (count - end) * rowHeight };
}
