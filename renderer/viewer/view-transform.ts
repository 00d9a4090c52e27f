/** A point or a distance, to the right and down. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What of an image decides how it fills its pane. */
export interface ImageShape extends Size {
  /** How high a pixel is, of its width. */
  readonly pixelAspect: number;
}

/** How an image lies in its pane. */
export interface View {
  /** Screen pixels that an image pixel is wide. */
  readonly scale: number;
  /** From the pane's centre to the image's, in screen pixels. */
  readonly offset: Point;
  /** Turns by 90 degrees clockwise, 0 to 3, made before the image is flipped. */
  readonly quarterTurns: number;
  /** Mirrored left to right, as seen on the screen. */
  readonly isFlipped: boolean;
}

/**
 * The affine map `x' = a x + c y + e`, `y' = b x + d y + f`, as a canvas takes it.
 */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const leastScale = 0.02;
export const mostScale = 40;

const turns: readonly (readonly [a: number, b: number, c: number, d: number])[] = [
  [1, 0, 0, 1],
  [0, 1, -1, 0],
  [-1, 0, 0, -1],
  [0, -1, 1, 0],
];

/** The whole image, as large as its pane holds it, in the middle; turned and flipped as it was. */
export function fitView(view: View, image: ImageShape, pane: Size): View {
  const [width, height] = toTurnedSides(view, image);
  const scale = Math.min(pane.width / width, pane.height / height);
  return { ...view, scale: clampScale(scale), offset: { x: 0, y: 0 } };
}

/** From pixels of the image, (0, 0) its upper left corner, to pixels of the pane. */
export function toMatrix(
  { scale, offset, quarterTurns, isFlipped }: View,
  image: ImageShape,
  pane: Size,
): Matrix {
  const [a, b, c, d] = turns[quarterTurns] ?? [1, 0, 0, 1];
  const across = isFlipped ? -scale : scale;
  const aspect = image.pixelAspect;
  const linear = [a * across, b * scale, c * across * aspect, d * scale * aspect] as const;
  const centre = { x: image.width / 2, y: image.height / 2 };
  return [
    ...linear,
    pane.width / 2 + offset.x - linear[0] * centre.x - linear[2] * centre.y,
    pane.height / 2 + offset.y - linear[1] * centre.x - linear[3] * centre.y,
  ];
}

export function applyMatrix([a, b, c, d, e, f]: Matrix, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** The way back. The matrix must not squeeze everything flat, which no view's does. */
export function invertMatrix([a, b, c, d, e, f]: Matrix): Matrix {
  const area = a * d - b * c;
  return [d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area];
}

/** Zooms by a factor; what lies under `pointer`, a point of the pane, stays there. */
export function zoomAt(view: View, factor: number, pointer: Point, pane: Size): View {
  const scale = clampScale(view.scale * factor);
  const grown = scale / view.scale;
  const fromCentre = { x: pointer.x - pane.width / 2, y: pointer.y - pane.height / 2 };
  return {
    ...view,
    scale,
    offset: {
      x: fromCentre.x + (view.offset.x - fromCentre.x) * grown,
      y: fromCentre.y + (view.offset.y - fromCentre.y) * grown,
    },
  };
}

/**
 * Moves the image by screen pixels. Its middle stays within the pane, so that it can't get lost.
 */
export function panBy(view: View, by: Point, image: ImageShape, pane: Size): View {
  const [width, height] = toTurnedSides(view, image);
  const reach = (side: number, room: number): number => Math.max(room, side * view.scale) / 2;
  return {
    ...view,
    offset: {
      x: clamp(view.offset.x + by.x, reach(width, pane.width)),
      y: clamp(view.offset.y + by.y, reach(height, pane.height)),
    },
  };
}

/** Turns what is on the screen by 90 degrees, about the pane's centre. */
export function turnView(view: View, direction: 'clockwise' | 'counterclockwise'): View {
  const sign = direction === 'clockwise' ? 1 : -1;
  // A turn after a flip is the opposite turn before it.
  const step = view.isFlipped ? -sign : sign;
  const { x, y } = view.offset;
  return {
    ...view,
    quarterTurns: (view.quarterTurns + step + 4) % 4,
    offset: sign === 1 ? { x: 0 - y, y: x } : { x: y, y: 0 - x },
  };
}

/** Mirrors what is on the screen, about the pane's centre. */
export function flipView(view: View): View {
  return { ...view, isFlipped: !view.isFlipped, offset: { x: 0 - view.offset.x, y: view.offset.y } };
}

/** The sides as seen, in widths of an image pixel. */
function toTurnedSides(view: View, image: ImageShape): readonly [width: number, height: number] {
  const height = image.height * image.pixelAspect;
  return view.quarterTurns % 2 === 0 ? [image.width, height] : [height, image.width];
}

function clampScale(scale: number): number {
  return Math.min(mostScale, Math.max(leastScale, scale));
}

function clamp(value: number, reach: number): number {
  return Math.min(reach, Math.max(-reach, value));
}
