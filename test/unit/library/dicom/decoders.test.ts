import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it, vi } from 'vitest';
import { type Decoders, openDecoders } from '../../../../main/library/dicom/decoders.ts';
import { toDecoderError } from '../../../../main/library/dicom/dicom-error.ts';

const threadUrl = new URL('../../../fixtures/decoding-threads/failing-thread.ts', import.meta.url);
const longMs = 60_000;

function open(options: Partial<Parameters<typeof openDecoders>[0]> = {}): Decoders {
  return openDecoders({ threadUrl, most: 2, limitMs: longMs, idleMs: longMs, ...options });
}

function decode(decoders: Decoders, label: string): Promise<unknown> {
  return decoders.decode({ kind: 'draw', bytes: new Uint8Array(8), label, smallestSide: 1 });
}

describe('the threads that decode', () => {
  it('are as many as are allowed, and take all files in turn', async () => {
    const decoders = open();
    const labels = ['a', 'b', 'c', 'd', 'e'];
    const answers = labels.map((label) => decode(decoders, label));
    expect(decoders.count()).toBe(2);
    expect(await Promise.all(answers)).toEqual(labels);
    expect(decoders.count()).toBe(2);
  });

  it('are no more than there are files for at a time', async () => {
    const decoders = open();
    await decode(decoders, 'a');
    await decode(decoders, 'b');
    expect(decoders.count()).toBe(1);
  });

  it('end when there is nothing to do', async () => {
    const decoders = open({ idleMs: 0 });
    await decode(decoders, 'a');
    await vi.waitFor(() => expect(decoders.count()).toBe(0));
    expect(await decode(decoders, 'b')).toBe('b');
  });

  it.each(['crash', 'exit'])('lose one file by a %s, and decode the next ones', async (label) => {
    const decoders = open({ most: 1 });
    const [lost, next] = await Promise.allSettled([decode(decoders, label), decode(decoders, 'next')]);
    expect(lost).toMatchObject({
      reason: { code: 'unexpected', message: expect.stringMatching(new RegExp(`^${label} could not`)) },
    });
    expect(next).toMatchObject({ value: 'next' });
  });

  it('give up a file that does not come to an end, and the thread with it', async () => {
    const decoders = open({ limitMs: 20 });
    await expect(decode(decoders, 'endless')).rejects.toMatchObject({
      code: 'image-truncated',
      message: expect.stringMatching(/^endless .* did not end within 1 seconds/),
    });
    await vi.waitFor(() => expect(decoders.count()).toBe(0));
  });
});

describe('toDecoderError', () => {
  it('says that memory ran out where there is no room for the pixels', () => {
    const thrown = (() => {
      try {
        return new ArrayBuffer(Number.MAX_SAFE_INTEGER);
      } catch (error) {
        return error;
      }
    })();
    expect(toDecoderError('x.dcm', thrown)).toMatchObject({
      code: 'image-too-large',
      message: expect.stringContaining('x.dcm needs more memory'),
    });
  });

  it('says that memory ran out where a thread ends for it', async () => {
    const endless = 'const all = []; for (;;) all.push(new Array(1000).fill(0.5));';
    const thread = new Worker(endless, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8 } });
    const [thrown] = await once(thread, 'error').catch((error: unknown) => [error]);
    expect(toDecoderError('x.dcm', thrown)).toMatchObject({ code: 'image-too-large' });
  });
});
