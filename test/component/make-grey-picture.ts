import { toBytePicture, type GreyPicture } from '../../renderer/viewer/grey-picture.ts';

/** A picture as a PNG becomes one, 200 by 100 pixels of black, but for what is told. */
export function makeGreyPicture(told: Partial<GreyPicture> = {}): GreyPicture {
  return { ...toBytePicture({ width: 200, height: 100, values: new Uint8Array(20_000) }), ...told };
}
