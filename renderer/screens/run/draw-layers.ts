import type { LayerTable } from '../../../shared/domain/preset.ts';

/** One layer as a box of the drawing. */
export interface LayerBox {
  readonly name: string;
  readonly type: string;
  /** "150 × 150 × 32". */
  readonly shape: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Whether it has weights; those that only change what passes through are drawn fainter. */
  readonly hasWeights: boolean;
  /** Whether its output differs in shape from the layer's before, which is worth a label. */
  readonly isNewShape: boolean;
}

export interface LayerDrawing {
  readonly boxes: readonly LayerBox[];
  readonly width: number;
  readonly height: number;
}

const tallest = 96;
const gap = 5;

/**
 * A network as a row of boxes, the input on the left: as high as the side of the output (by its square root,
 * so that small ones show), as wide as its channels (by their logarithm). Vectors are low and narrow.
 */
export function drawLayers({ layers }: Pick<LayerTable, 'layers'>): LayerDrawing {
  const sides = layers.map(({ outputShape }) => (outputShape.length === 4 ? (outputShape[1] ?? 1) : 0));
  const largest = Math.max(1, ...sides);
  let x = 0;
  const boxes = layers.map(({ name, type, outputShape, parameters }, place): LayerBox => {
    const shape = formatShape(outputShape);
    const side = sides[place] ?? 0;
    const channels = outputShape.at(-1) ?? 1;
    const hasWeights = parameters > 0;
    const height = side === 0 ? 28 : Math.max(14, tallest * Math.sqrt(side / largest));
    const width = (hasWeights ? 5 : 2) + 2 * Math.log2(Math.max(1, channels));
    const before = layers[place - 1];
    const box = {
      name,
      type,
      shape,
      x,
      y: (tallest - height) / 2,
      width,
      height,
      hasWeights,
      isNewShape: before === undefined || formatShape(before.outputShape) !== shape,
    };
    x += width + gap;
    return box;
  });
  return { boxes, width: Math.max(0, x - gap), height: tallest };
}

/** [null, 150, 150, 32] as "150 × 150 × 32": the batch's own dimension says nothing. */
export function formatShape(shape: readonly (number | null)[]): string {
  return shape
    .slice(1)
    .map((size) => size ?? '?')
    .join(' × ');
}
