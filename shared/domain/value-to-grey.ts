import type { ValueTable, ValueWindow } from './grey-picture.ts';

/** The grey of a value, 0 black to 1 white, by a VOI LUT function of DICOM PS3.3, C.11.2.1.2 and C.11.2.1.3. */
export function applyWindow(value: number, { center, width, function: shape }: ValueWindow): number {
  if (shape === 'sigmoid') return 1 / (1 + Math.exp((-4 * (value - center)) / width));
  if (shape === 'linear-exact') return clamp((value - center) / width + 0.5);
  // a window of one value tells below from above, and has no slope between them
  if (width <= 1) return value <= center - 0.5 ? 0 : 1;
  return clamp((value - (center - 0.5)) / (width - 1) + 0.5);
}

/** The grey of a value by a VOI LUT, PS3.3, C.11.2.1.1; values between two whole numbers take the lower's. */
export function applyValueTable(value: number, { firstValue, entries }: ValueTable): number {
  const place = Math.floor(value) - firstValue;
  return entries[Math.min(Math.max(place, 0), entries.length - 1)] ?? 0;
}

function clamp(grey: number): number {
  return Math.min(Math.max(grey, 0), 1);
}
