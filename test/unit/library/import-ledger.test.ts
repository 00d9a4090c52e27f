import { describe, expect, it } from 'vitest';
import type { ImagePlace, KnownImage } from '../../../main/db/images.ts';
import { ImportLedger, type ReadFile } from '../../../main/library/import-ledger.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';

const placeOf = (path: string): ImagePlace => ({
  path,
  className: path.split('/')[0] ?? '',
  patient: `file:${path}`,
  givenSplit: null,
  isExcluded: false,
  columns: null,
});
const known = (id: number, path: string, contentHash: string): KnownImage => ({
  ...placeOf(path),
  id,
  contentHash,
});
const file = (path: string, contentHash: string): ReadFile => ({
  place: placeOf(path),
  contentHash,
  sizeBytes: 10,
  decoded: { width: 40, height: 50 },
});

function enterAll(library: KnownImage[], files: ReadFile[]): ImportLedger {
  const ledger = new ImportLedger(library, new Set(files.map(({ place }) => place.path)), []);
  for (const entry of files) ledger.enter(entry);
  return ledger;
}

describe('ImportLedger', () => {
  it('numbers new images from the end of the library, copies left out', () => {
    const ledger = enterAll(
      [known(7, 'a/0', 'h0')],
      [file('a/1', 'h1'), file('a/2', 'h1'), file('b/3', 'h3')],
    );
    expect(ledger.added.map(({ path, record }) => [path, record])).toEqual([
      ['a/1', 1],
      ['b/3', 2],
    ]);
    expect(ledger.duplicates.map(({ place }) => place.path)).toEqual(['a/2']);
  });

  it('knows a file that it had, and one more of the same content for a copy', () => {
    const ledger = enterAll([known(7, 'b/0', 'h0')], [file('a/9', 'h0'), file('b/0', 'h0')]);
    expect(ledger).toMatchObject({ unchanged: 1, added: [], moved: [] });
    expect(ledger.duplicates.map(({ place }) => place.path)).toEqual(['a/9']);
  });

  it('follows a file that was moved to another class, and only the first of two', () => {
    const ledger = enterAll([known(7, 'a/0', 'h0')], [file('b/0', 'h0'), file('b/1', 'h0')]);
    expect(ledger.moved).toEqual([{ id: 7, place: placeOf('b/0') }]);
    expect(ledger).toMatchObject({ unchanged: 1, added: [] });
    expect(ledger.duplicates).toHaveLength(1);
  });

  it('leaves out a file that has changed, and takes its old content elsewhere for a copy', () => {
    const ledger = enterAll([known(7, 'a/0', 'h0')], [file('a/0', 'new'), file('a/1', 'h0')]);
    expect(ledger.rejected).toEqual([
      { path: 'a/0', code: 'image-changed', message: expect.stringContaining('has changed') },
    ]);
    expect(ledger.duplicates.map(({ place }) => place.path)).toEqual(['a/1']);
    expect(ledger).toMatchObject({ added: [], moved: [] });
  });

  it('notes a class or patient that is another now', () => {
    const ledger = new ImportLedger([known(7, 'a/0', 'h0')], new Set(['a/0']), []);
    const place = { ...placeOf('a/0'), className: 'b', patient: 'csv:1' };
    expect(ledger.enter({ place, contentHash: 'h0', sizeBytes: 1, decoded: null })).toBe(false);
    expect(ledger.moved).toEqual([{ id: 7, place }]);
  });

  it('lists what could not be read, after what was left out before', () => {
    const before = { path: 'x', code: 'folder-skipped' as const, message: 'm' };
    const ledger = new ImportLedger([], new Set(['a/1']), [before]);
    ledger.enter({ place: placeOf('a/1'), error: new AppError('image-empty', 'empty') });
    expect(ledger.rejected).toEqual([before, { path: 'a/1', code: 'image-empty', message: 'empty' }]);
  });

  it('says which content needs no decoding', () => {
    const ledger = new ImportLedger([known(7, 'a/0', 'h0')], new Set(), []);
    expect([ledger.has('h0'), ledger.has('h1')]).toEqual([true, false]);
    ledger.enter(file('a/1', 'h1'));
    expect(ledger.has('h1')).toBe(true);
  });
});
