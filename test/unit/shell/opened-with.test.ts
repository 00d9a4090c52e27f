import { describe, expect, it } from 'vitest';
import { findOpenedWith, toHash } from '../../../main/opened-with.ts';

const files = new Set(['/images/a.jpeg', '/images/phổi phải.dcm', '/images', '/library']);
const read = (...args: string[]) => findOpenedWith(args, '/images', (file) => files.has(file));

describe('what the app was opened with', () => {
  it('is files and folders, absolute or from where it was started', () => {
    expect(read('a.jpeg', '/images/phổi phải.dcm', '/images').paths).toEqual([
      '/images/a.jpeg',
      '/images/phổi phải.dcm',
      '/images',
    ]);
  });

  it('is nothing that does not exist, no flag and no flag’s value', () => {
    expect(
      read(
        'gone.png',
        '--home',
        '/library',
        '--home=/library',
        '--allow-file-access-from-files',
        '--engine',
        'wasm',
      ),
    ).toEqual({ paths: [], hash: null });
  });

  it('is a link to a place in the app', () => {
    expect(read('negatoscope://app/#/runs/5/epochs')).toEqual({ paths: [], hash: '#/runs/5/epochs' });
  });
});

describe('links', () => {
  it.each([
    ['negatoscope://app/#/runs/5', '#/runs/5'],
    ['negatoscope://app/', null],
    ['negatoscope://evil/#/runs/5', null],
    ['https://example.org/#/runs/5', null],
    ['javascript:alert(1)', null],
    ['/images/a.jpeg', null],
  ])('%s leads to %s', (address, hash) => {
    expect(toHash(address)).toBe(hash);
  });
});
