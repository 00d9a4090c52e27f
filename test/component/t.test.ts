import { describe, expect, it } from 'vitest';
import { en } from '../../renderer/text/en.ts';
import { t, tCount } from '../../renderer/text/t.ts';

describe('t', () => {
  it('fills names in and writes numbers with thousands separators', () => {
    expect(t('import.done', { done: 1308, total: 5216 })).toBe('1,308 of 5,216');
    expect(t('image.alt', { class: 'NORMAL', patient: 'person:7' })).toBe(
      'Chest X-ray, NORMAL, patient person:7',
    );
  });

  it('takes what is filled in literally, braces and dollars too', () => {
    expect(t('import.progress', { name: '{name} $& $1' })).toBe('Importing {name} $& $1');
  });

  it('chooses the grammatical number', () => {
    expect(tCount('count.images', 1)).toBe('1 image');
    expect(tCount('count.images', 0)).toBe('0 images');
    expect(tCount('count.images', 5216)).toBe('5,216 images');
  });
});

describe('the table', () => {
  it('has both numbers of every count', () => {
    const stems = Object.keys(en).flatMap((key) => /^(.*)\.(one|other)$/.exec(key)?.[1] ?? []);
    for (const stem of stems) {
      expect(en).toHaveProperty([`${stem}.one`]);
      expect(en).toHaveProperty([`${stem}.other`]);
    }
  });
});
