import { describe, expect, it } from 'vitest';
import type { RunProgress } from '../../shared/domain/run.ts';
import { cutIntoRequests } from '../../renderer/cut-into-requests.ts';
import { completePath, joinPath, toFolderOf } from '../../renderer/join-path.ts';
import { toRunShare } from '../../renderer/progress.ts';

describe('toRunShare', () => {
  const at = (phase: RunProgress['phase'], epoch: number, batch: number): number =>
    toRunShare({
      run: 1,
      name: 'run',
      phase,
      epoch,
      epochs: 4,
      batch,
      batches: 10,
      loss: null,
      accuracy: null,
      imagesPerSecond: null,
      secondsLeft: null,
      memoryBytes: null,
    });

  it('counts epochs that are over and batches of the one under way', () => {
    expect(at('preparing', 0, 0)).toBe(0);
    expect(at('training', 1, 0)).toBe(0);
    expect(at('training', 1, 5)).toBe(0.125);
    expect(at('training', 3, 10)).toBe(0.75);
    expect(at('validating', 3, 10)).toBe(0.75);
    expect(at('saving', 4, 10)).toBe(1);
  });
});

describe('cutIntoRequests', () => {
  const megabyte = 1024 * 1024;
  const cut = (...sizes: number[]): number[] =>
    cutIntoRequests(sizes.map((size) => ({ file: { size } }))).map(({ length }) => length);

  it('takes eight files or 24 MiB at most, but always one', () => {
    expect(cut()).toEqual([]);
    expect(cut(...Array.from({ length: 17 }, () => 1))).toEqual([8, 8, 1]);
    expect(cut(10 * megabyte, 14 * megabyte, 1)).toEqual([2, 1]);
    expect(cut(60 * megabyte, 1)).toEqual([1, 1]);
  });
});

describe('joinPath', () => {
  it.each([
    ['/home/lan', 'model', '/home/lan/model'],
    ['/', 'model', '/model'],
    ['C:\\Users\\Lan', 'model', 'C:\\Users\\Lan\\model'],
    ['C:\\', 'model', 'C:\\model'],
    ['', 'model', 'model'],
  ])('joins %j and %j', (folder, name, joined) => {
    expect(joinPath(folder, name)).toBe(joined);
  });
});

describe('toFolderOf', () => {
  it.each([
    ['/data/films/labels.csv', '/data/films'],
    ['/labels.csv', '/'],
    ['C:\\Users\\Lan\\labels.csv', 'C:\\Users\\Lan'],
    ['C:\\labels.csv', 'C:\\'],
    ['labels.csv', ''],
  ])('of %j is %j', (path, folder) => {
    expect(toFolderOf(path)).toBe(folder);
  });
});

describe('completePath', () => {
  it.each([
    ['/home/lan', '/data/films', '/data/films'],
    ['/home/lan', ' films ', '/home/lan/films'],
    ['/home/lan', '~/films', '/home/lan/films'],
    ['/home/lan', '~', '/home/lan'],
    ['C:\\Users\\Lan', 'D:\\films', 'D:\\films'],
    ['C:\\Users\\Lan', '\\\\server\\films', '\\\\server\\films'],
    ['C:\\Users\\Lan', 'films', 'C:\\Users\\Lan\\films'],
    ['/home/lan', '  ', ''],
  ])('with %j, takes %j for %j', (folder, typed, path) => {
    expect(completePath(folder, typed)).toBe(path);
  });
});
