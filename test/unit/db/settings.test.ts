import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readSetting, writeSetting } from '../../../main/db/settings.ts';
import { openLibrary, type TestLibrary } from '../library/open-library.ts';

let library: TestLibrary;
beforeEach(() => {
  library = openLibrary();
});
afterEach(() => library.close());

describe('settings', () => {
  it('are null until they are set, and after they are taken out', () => {
    const { database } = library;
    expect(readSetting(database, 'language', z.string())).toBeNull();
    writeSetting(database, 'language', 'vi');
    expect(readSetting(database, 'language', z.string())).toBe('vi');
    writeSetting(database, 'language', null);
    expect(readSetting(database, 'language', z.string())).toBeNull();
  });

  it('keep the kind of their value, and the last of several', () => {
    const { database } = library;
    writeSetting(database, 'run', 7);
    writeSetting(database, 'run', 12);
    expect(readSetting(database, 'run', z.number())).toBe(12);
    writeSetting(database, 'notifies', false);
    expect(readSetting(database, 'notifies', z.boolean())).toBe(false);
  });

  it('that a later version wrote and this one does not know count as not set', () => {
    const { database } = library;
    writeSetting(database, 'language', 'fr');
    expect(readSetting(database, 'language', z.enum(['en', 'vi']))).toBeNull();
  });

  it('refuse text that is no JSON', () => {
    expect(() =>
      library.database.exec("INSERT INTO settings (key, value, changed_at) VALUES ('a', 'no json', '')"),
    ).toThrow(/CHECK/);
  });
});
