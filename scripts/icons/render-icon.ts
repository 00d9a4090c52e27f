// Renders build/icon.svg to build/icon.png, from which electron-builder makes every platform's icons.
// Run by hand after a change of the drawing: node scripts/icons/render-icon.ts

import path from 'node:path';
import sharp from 'sharp';
import { projectFolder } from '../project-paths.ts';

/** The largest side that macOS wants at single density; electron-builder asks for no less. */
const SIDE_PIXELS = 1024;

const drawing = path.join(projectFolder, 'build', 'icon.svg');
const picture = path.join(projectFolder, 'build', 'icon.png');
await sharp(drawing, { density: (72 * SIDE_PIXELS) / 512 })
  .resize(SIDE_PIXELS, SIDE_PIXELS)
  .png({ compressionLevel: 9 })
  .toFile(picture);
