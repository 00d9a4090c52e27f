import type { GreyPictureHeader } from '../../../shared/domain/grey-picture.ts';
import { packGreyPicture } from '../../pack-grey-picture.ts';
import type { DicomImage, GreySamples } from './dicom-image.ts';
import { toRangeWindow } from './read-windows.ts';
import { renderDicom } from './render-dicom.ts';

/** A DICOM image as a packed grey picture: in its own values, or in 8-bit grey where it is in colour. */
export function toGreyPicture(image: DicomImage): Buffer {
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
  const range = [0, 255] as const;
  return {
    values: renderDicom(image).pixels,
    range,
    windows: [toRangeWindow(range, true)],
    table: null,
    isInverted: false,
  };
}
