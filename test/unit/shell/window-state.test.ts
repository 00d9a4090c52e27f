import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseBounds, readWindowState, writeWindowState } from '../../../main/window-state.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const reading = { x: 1440, y: 0, width: 2048, height: 2560 };
const stood = (x: number, y: number, width = 1280, height = 800) => ({
  bounds: { x, y, width, height },
  isMaximized: false,
});

describe('where a window opens', () => {
  it.each([
    ['where it stood', stood(100, 100), [laptop], true],
    ['on the second display', stood(1600, 300), [laptop, reading], true],
    ['nowhere: the second display is gone', stood(1600, 300), [laptop], false],
    ['half off to the left, with enough to take hold of', stood(-1160, 40), [laptop], true],
    ['not with less than that', stood(-1161, 40), [laptop], false],
    ['not with its title above the screen', stood(100, 0), [laptop], false],
    ['not with its title below it', stood(100, 890), [laptop], false],
  ])('%s', (_, state, areas, isKept) => {
    expect(chooseBounds(state, areas)).toEqual(isKept ? state.bounds : null);
  });

  it('is the system’s to choose the first time', () => {
    expect(chooseBounds(null, [laptop])).toBeNull();
  });
});

describe('the stored state', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'window-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('comes back as it was, and leaves nothing half behind', () => {
    const file = path.join(folder, 'state.json');
    writeWindowState(file, { ...stood(10, 20), isMaximized: true });
    expect(readWindowState(file)).toEqual({ ...stood(10, 20), isMaximized: true });
    expect(readdirSync(folder)).toEqual(['state.json']);
  });

  it.each(['', '{', '[]', '{"bounds":{"x":0,"y":0,"width":0,"height":5},"isMaximized":false}'])(
    'is none where the file holds %j',
    (text) => {
      const file = path.join(folder, 'state.json');
      writeFileSync(file, text);
      expect(readWindowState(file)).toBeNull();
    },
  );

  it('costs no more than the place where it cannot be written', () => {
    const file = path.join(folder, 'no', 'such', 'folder.json');
    writeWindowState(file, stood(1, 2));
    expect(readWindowState(file)).toBeNull();
  });
});
