import { chooseLevel, type GreyLevel } from './grey-picture.ts';
import type { GreyTable } from './grey-table.ts';
import {
  applyMatrix,
  invertMatrix,
  toMatrix,
  type ImageShape,
  type Size,
  type View,
} from './view-transform.ts';

/** What is to be seen, all lengths in CSS pixels. */
export interface Scene {
  readonly levels: readonly GreyLevel[];
  /** How high a pixel is, of its width. */
  readonly pixelAspect: number;
  readonly view: View;
  readonly pane: Size;
  /** Device pixels a CSS pixel. */
  readonly pixelRatio: number;
  readonly table: GreyTable;
  /** Laid over the whole image; null for none. */
  readonly overlay: { readonly bitmap: ImageBitmap; readonly opacity: number } | null;
}

/** A rectangle of whole pixels. */
interface Region {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** From how many device pixels an image pixel on its edges are shown and not smoothed away. */
const crispScale = 6;

/**
 * Draws an image on a canvas: the part that is seen, from the level of it that suits the zoom, each pixel
 * through the window's table. What was drawn last is kept while only the place of it changes.
 */
export class ViewPainter {
  readonly #canvas: HTMLCanvasElement;
  readonly #buffer = document.createElement('canvas');
  #data: ImageData | null = null;
  #drawn: { level: GreyLevel; table: GreyTable; region: Region } | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  paint(scene: Scene): void {
    const { view, pane, pixelRatio, overlay, pixelAspect } = scene;
    const context = this.#canvas.getContext('2d');
    const [largest] = scene.levels;
    if (context === null) return;
    resize(this.#canvas, Math.round(pane.width * pixelRatio), Math.round(pane.height * pixelRatio));
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    const screenPixels = view.scale * pixelRatio * Math.max(1, pixelAspect);
    const chosen = chooseLevel(scene.levels, screenPixels);
    if (largest === undefined || chosen === null) return;
    const image = { width: largest.width, height: largest.height, pixelAspect };
    const { level, shrunkBy } = chosen;
    const region = findVisibleRegion(scene, image, level, shrunkBy);
    if (region === null) return;
    this.#draw(level, scene.table, region);
    const [a, b, c, d, e, f] = toMatrix(view, image, pane);
    context.scale(pixelRatio, pixelRatio);
    context.transform(a, b, c, d, e, f);
    // A level has fewer than two pixels a screen pixel, so no more than neighbours is needed.
    context.imageSmoothingQuality = 'low';
    context.imageSmoothingEnabled = screenPixels < crispScale;
    const { left, top, width, height } = this.#drawn?.region ?? region;
    const place = [left, top, width, height].map((length) => length * shrunkBy);
    const [x = 0, y = 0, across = 0, down = 0] = place;
    context.drawImage(this.#buffer, 0, 0, width, height, x, y, across, down);
    if (overlay === null) return;
    context.imageSmoothingEnabled = true;
    context.globalAlpha = overlay.opacity;
    context.drawImage(overlay.bitmap, 0, 0, image.width, image.height);
    context.globalAlpha = 1;
  }

  /** Puts a region of a level, seen through the table, into the buffer, unless it is there. */
  #draw(level: GreyLevel, table: GreyTable, region: Region): void {
    const drawn = this.#drawn;
    if (drawn?.level === level && drawn.table === table && isWithin(region, drawn.region)) return;
    resize(this.#buffer, region.width, region.height);
    const data = this.#makeData(region);
    showThroughTable(level, table, region, new Uint32Array(data.data.buffer));
    this.#buffer.getContext('2d')?.putImageData(data, 0, 0);
    this.#drawn = { level, table, region };
  }

  /** Kept between frames: a new one for each would keep the garbage collector busy while the window is dragged. */
  #makeData({ width, height }: Region): ImageData {
    if (this.#data?.width !== width || this.#data.height !== height)
      this.#data = new ImageData(width, height);
    return this.#data;
  }
}

/**
 * Writes the pixels of a region as opaque grey, four bytes each.
 *
 * @param shown region.height rows of region.width pixels
 */
export function showThroughTable(
  level: GreyLevel,
  table: GreyTable,
  region: Region,
  shown: Uint32Array,
): void {
  const opaque = toOpaque(table.greys);
  if (level.values instanceof Float32Array) showFloats(level, table, opaque, region, shown);
  else showWhole(level, table.firstValue, opaque, region, shown);
}

/** Equal colours and full opacity: the order of the machine's bytes only decides where opacity stands. */
function toOpaque(greys: Uint8ClampedArray): Uint32Array {
  const opaque = new Uint32Array(greys.length);
  for (let entry = 0; entry < opaque.length; entry += 1) {
    opaque[entry] = 0xff000000 | ((greys[entry] ?? 0) * 0x010101);
  }
  return opaque;
}

/** A table of whole values has an entry for each that its type can hold. */
function showWhole(
  { width: levelWidth, values }: GreyLevel,
  firstValue: number,
  opaque: Uint32Array,
  { left, top, width, height }: Region,
  shown: Uint32Array,
): void {
  for (let row = 0, target = 0; row < height; row += 1) {
    let source = (top + row) * levelWidth + left;
    for (const end = target + width; target < end; target += 1, source += 1) {
      shown[target] = opaque[(values[source] ?? 0) - firstValue] ?? 0;
    }
  }
}

function showFloats(
  { width: levelWidth, values }: GreyLevel,
  { firstValue, entriesAValue }: GreyTable,
  opaque: Uint32Array,
  { left, top, width, height }: Region,
  shown: Uint32Array,
): void {
  const last = opaque.length - 1;
  for (let row = 0, target = 0; row < height; row += 1) {
    let source = (top + row) * levelWidth + left;
    for (const end = target + width; target < end; target += 1, source += 1) {
      const entry = ((values[source] ?? 0) - firstValue) * entriesAValue + 0.5;
      shown[target] = opaque[entry > last ? last : entry > 0 ? entry | 0 : 0] ?? 0;
    }
  }
}

function findVisibleRegion(
  { view, pane }: Scene,
  image: ImageShape,
  level: Size,
  shrunkBy: number,
): Region | null {
  const back = invertMatrix(toMatrix(view, image, pane));
  const corners = [
    applyMatrix(back, { x: 0, y: 0 }),
    applyMatrix(back, { x: pane.width, y: pane.height }),
  ].map(({ x, y }) => ({ x: x / shrunkBy, y: y / shrunkBy }));
  const between = (values: readonly number[], most: number): [number, number] => [
    Math.max(0, Math.floor(Math.min(...values)) - 1),
    Math.min(most, Math.ceil(Math.max(...values)) + 1),
  ];
  const [left, right] = between(
    corners.map(({ x }) => x),
    level.width,
  );
  const [top, bottom] = between(
    corners.map(({ y }) => y),
    level.height,
  );
  if (right <= left || bottom <= top) return null;
  return { left, top, width: right - left, height: bottom - top };
}

function isWithin(inner: Region, outer: Region): boolean {
  return (
    inner.left >= outer.left &&
    inner.top >= outer.top &&
    inner.left + inner.width <= outer.left + outer.width &&
    inner.top + inner.height <= outer.top + outer.height
  );
}

/** Setting a canvas's size clears it, so an equal size is left alone. */
function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
