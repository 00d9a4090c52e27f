import { greyPictureHeaderSchema, type GreyPictureHeader } from '../../shared/domain/grey-picture.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import { toPixelAspect, type GreyPicture, type GreyValues } from './grey-picture.ts';

const lengthBytes = 4;
const bytesAValue = { uint8: 1, uint16: 2, int16: 2, float32: 4 } as const;

/**
 * Unpacks what `greyPictureType` describes. The values stay where they are: none is copied.
 *
 * @throws AppError image-unreadable where the bytes do not hold what they should
 */
export function readGreyPicture(bytes: ArrayBuffer): GreyPicture {
  const { header, start } = readHeader(bytes);
  return {
    ...header,
    pixelAspect: toPixelAspect(header.pixelSpacing),
    values: readValues(bytes, start, header),
  };
}

function readHeader(bytes: ArrayBuffer): { readonly header: GreyPictureHeader; readonly start: number } {
  if (bytes.byteLength < lengthBytes) throw toDamagedError();
  const start = lengthBytes + new DataView(bytes).getUint32(0, true);
  if (start > bytes.byteLength) throw toDamagedError();
  const text = new TextDecoder().decode(new Uint8Array(bytes, lengthBytes, start - lengthBytes));
  const header = greyPictureHeaderSchema.safeParse(parseJson(text));
  if (!header.success) throw toDamagedError(header.error);
  return { header: header.data, start };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw toDamagedError(cause);
  }
}

/** Every machine that the window runs on is little-endian, as the values are. */
function readValues(
  bytes: ArrayBuffer,
  start: number,
  { width, height, valueType }: GreyPictureHeader,
): GreyValues {
  const count = width * height;
  const valueBytes = bytesAValue[valueType];
  if (bytes.byteLength !== start + count * valueBytes || start % valueBytes !== 0) throw toDamagedError();
  switch (valueType) {
    case 'uint8':
      return new Uint8Array(bytes, start, count);
    case 'uint16':
      return new Uint16Array(bytes, start, count);
    case 'int16':
      return new Int16Array(bytes, start, count);
    case 'float32':
      return new Float32Array(bytes, start, count);
  }
}

function toDamagedError(cause?: unknown): AppError {
  return new AppError(
    'image-unreadable',
    'The image reached this window damaged. Open it again; if that does not help, start the app anew.',
    {},
    cause === undefined ? {} : { cause },
  );
}
