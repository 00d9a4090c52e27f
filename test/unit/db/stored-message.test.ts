import { describe, expect, it } from 'vitest';
import { keptMessageSchema, storedMessageSchema, toStored } from '../../../main/db/stored-message.ts';
import type { Message } from '../../../shared/ipc/message.ts';

const message: Message = {
  code: 'test-folder-set-aside',
  message: 'The test folder was put aside: 10 images.',
  details: { images: 10 },
};

describe('a message in the library', () => {
  it('comes back as it was stored', () => {
    expect(storedMessageSchema.parse(toStored(message))).toEqual(message);
    expect(keptMessageSchema.parse(message)).toEqual(message);
  });

  it('of before, a sentence alone, is a message without a code', () => {
    const sentence = { code: null, message: 'Stopped early.', details: {} };
    expect(storedMessageSchema.parse('Stopped early.')).toEqual(sentence);
    expect(keptMessageSchema.parse('Stopped early.')).toEqual(sentence);
  });

  it('that was cut off is not shown as a sentence', () => {
    expect(() => storedMessageSchema.parse('{"code":"app-clo')).toThrow(
      expect.objectContaining({ code: 'database-damaged' }) as Error,
    );
  });

  it('that is none is null', () => {
    expect(toStored(null)).toBeNull();
  });
});
