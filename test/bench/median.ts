/** The value below which a share of the figures lies, between two of them by a straight line. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const lower = sorted[Math.floor(place)];
  const upper = sorted[Math.ceil(place)];
  if (lower === undefined || upper === undefined) throw new Error('no figures');
  return lower + (upper - lower) * (place - Math.floor(place));
}

export function median(figures: readonly number[]): number {
  return quantile(figures, 0.5);
}
