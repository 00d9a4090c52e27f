/** Charts that wait to be drawn for the first time. */
const waiting = new Set<() => void>();

/**
 * Calls back in a turn of its own. A screen may show a dozen charts at once, each of which takes a while to draw for
 * the first time: one after another they leave room for input and for frames.
 *
 * @returns gives the turn up
 */
export function takeChartTurn(draw: () => void): () => void {
  waiting.add(draw);
  if (waiting.size === 1) setTimeout(drawNext);
  return () => waiting.delete(draw);
}

function drawNext(): void {
  const [draw] = waiting;
  if (draw === undefined) return;
  waiting.delete(draw);
  if (waiting.size > 0) setTimeout(drawNext);
  draw();
}
