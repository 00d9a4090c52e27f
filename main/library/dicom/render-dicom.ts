import { applyValueTable, applyWindow } from '../../../shared/domain/value-to-grey.ts';
import { toGrey } from '../to-grey.ts';
import type { DicomImage, GreySamples } from './dicom-image.ts';

/** A whole image in grey, 0 black to 255 white, row by row. */
export interface RenderedDicom {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly isColour: boolean;
}

/**
 * Draws a DICOM image as its file says it is to be shown: by its VOI LUT, else its first window, else as it is where
 * it has eight bits, else from its smallest to its greatest value without padding; turned where the smallest value is
 * white. Colour becomes grey as in any other image.
 */
export function renderDicom({ header: { width, height }, samples }: DicomImage): RenderedDicom {
  if (samples.kind === 'colour') return { ...toGrey(samples.rgb), width, height };
  return { pixels: renderGrey(samples), width, height, isColour: false };
}

function renderGrey(samples: GreySamples): Uint8Array {
  const { values } = samples;
  const pixels = new Uint8Array(values.length);
  if (values instanceof Float32Array) {
    for (let at = 0; at < values.length; at += 1) pixels[at] = toByte(values[at] ?? 0, samples);
    return pixels;
  }
  // each of at most 65,536 values once, and not each pixel: a detector has ten million
  const least = values instanceof Int16Array ? -0x8000 : 0;
  const greys = tabulate(samples, least, values instanceof Uint8Array ? 0x100 : 0x10000);
  for (let at = 0; at < values.length; at += 1) pixels[at] = greys[(values[at] ?? 0) - least] ?? 0;
  return pixels;
}

function tabulate(samples: GreySamples, least: number, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, place) => toByte(least + place, samples));
}

function toByte(value: number, { table, windows, isInverted }: GreySamples): number {
  const grey = table === null ? applyWindow(value, windows[0]) : applyValueTable(value, table);
  return Math.round(255 * (isInverted ? 1 - grey : grey));
}
