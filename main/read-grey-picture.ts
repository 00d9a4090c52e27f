import type { GreyPictureHeader } from '../shared/domain/grey-picture.ts';
import type { DicomImage, GreySamples } from './library/dicom/dicom-image.ts';
import { readDicom } from './library/dicom/read-dicom.ts';
import { renderDicom } from './library/dicom/render-dicom.ts';
import { packGreyPicture } from './pack-grey-picture.ts';

/** Shows 0 black and 255 white, by the linear function of DICOM PS3.3, C.11.2.1.2. */
const eightBitWindow = { center: 128, width: 256, function: 'linear', explanation: null } as const;

/**
 * Reads the first frame of a DICOM file as a packed grey picture: in its own values, or in 8-bit grey where it is in
 * colour.
 * @param label what to call the file in an error's message
 * @throws AppError what `readDicom` throws
 */
export async function readGreyPicture(bytes: Buffer, label: string): Promise<Buffer> {
  const image = await readDicom(bytes, label);
  const { width, height, pixelSpacing } = image.header;
  const { values, range, windows, table, isInverted } =
    image.samples.kind === 'grey' ? image.samples : turnGrey(image);
  const shown: Omit<GreyPictureHeader, 'valueType'> = {
    width,
    height,
    range: [...range],
    windows: [...windows],
    table,
    isInverted,
    pixelSpacing,
  };
  return packGreyPicture(shown, values);
}

function turnGrey(image: DicomImage): Omit<GreySamples, 'kind'> {
  const { pixels } = renderDicom(image);
  return {
    values: pixels,
    range: toRange(pixels),
    windows: [eightBitWindow],
    table: null,
    isInverted: false,
  };
}

function toRange(values: Uint8Array): [number, number] {
  let least = 255;
  let most = 0;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}
