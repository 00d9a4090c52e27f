import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** A rectangle of the desktop, in pixels independent of density. */
const boundsSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
export type Bounds = z.infer<typeof boundsSchema>;

const windowStateSchema = z.object({
  /** As it is when it is not maximised. */
  bounds: boundsSchema,
  isMaximized: z.boolean(),
});
/** How a window stood when it was closed. */
export type WindowState = z.infer<typeof windowStateSchema>;

/** Reads how the window stood; null where nothing whole was stored. */
export function readWindowState(file: string): WindowState | null {
  try {
    return windowStateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Stores how the window stands, whole or not at all. A disk that takes nothing costs the place, no more. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    const half = `${file}.${process.pid}`;
    writeFileSync(half, JSON.stringify(state));
    renameSync(half, file);
  } catch {
    return;
  }
}

/** So much of a window's top edge must be on a display for a hand to take hold of it. */
const graspPixels = 120;

/**
 * Where a window may open again: where it stood, if it can be grasped there; a display may be gone since.
 *
 * @param workAreas the displays' rectangles without their bars
 * @returns null where the system should place it
 */
export function chooseBounds(state: WindowState | null, workAreas: readonly Bounds[]): Bounds | null {
  if (state === null) return null;
  const { x, y, width } = state.bounds;
  const isGraspable = workAreas.some((area) => {
    const visibleWidth = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
    return visibleWidth >= graspPixels && y >= area.y && y <= area.y + area.height - graspPixels;
  });
  return isGraspable ? state.bounds : null;
}
