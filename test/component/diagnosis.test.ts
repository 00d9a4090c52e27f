import { beforeAll, describe, expect, it } from 'vitest';
import { Diagnosis } from '../../renderer/state/diagnosis.svelte.ts';
import { FakeApp, settle } from './fake-app.ts';

beforeAll(() => {
  Object.assign(URL, { createObjectURL: () => 'blob:test', revokeObjectURL: () => undefined });
});

function makePrediction(path: string, probability: number): Record<string, unknown> {
  return {
    path,
    label: probability >= 0.4 ? 'PNEUMONIA' : 'NORMAL',
    probability,
    probabilities: { NORMAL: 1 - probability, PNEUMONIA: probability },
    threshold: 0.4,
    flags: [],
    heatmap: null,
    error: null,
  };
}

function makeAnswer(...predictions: Record<string, unknown>[]): unknown {
  return { run: 1, runName: 'first', positiveClass: 'PNEUMONIA', predictions };
}

/** Waits for the request that follows the reading of the files. */
async function waitForRequest(app: FakeApp): Promise<ReturnType<FakeApp['waiting']>> {
  while (app.calls.length === 0) await settle();
  return app.waiting('predictions:make-from-files');
}

describe('Diagnosis', () => {
  it('sends files as base64 and shows each its own prediction, also under one name', async () => {
    const app = new FakeApp();
    const diagnosis = new Diagnosis(app.api);
    diagnosis.choose(1);
    diagnosis.add([new File(['abc'], 'a.png'), new File(['xyz'], 'a.png')]);
    const request = await waitForRequest(app);
    // "abc" and "xyz" in base64 by RFC 4648.
    expect(request.input).toEqual({
      run: 1,
      files: [
        { name: 'a.png', base64: 'YWJj' },
        { name: 'a.png', base64: 'eHl6' },
      ],
    });
    await request.succeed(makeAnswer(makePrediction('a.png', 0.9), makePrediction('a.png', 0.1)));
    expect(diagnosis.images.map(({ prediction }) => prediction?.label)).toEqual(['PNEUMONIA', 'NORMAL']);
    expect(diagnosis.positiveClass).toBe('PNEUMONIA');
  });

  it('shows an image that could not be read beside those that could', async () => {
    const app = new FakeApp();
    const diagnosis = new Diagnosis(app.api);
    diagnosis.choose(1);
    diagnosis.add([new File(['abc'], 'notes.jpeg')]);
    const error = { code: 'image-not-an-image', message: 'A text file.', details: {} };
    const unread = { label: null, probability: null, probabilities: null, error };
    await (
      await waitForRequest(app)
    ).succeed(makeAnswer({ ...makePrediction('notes.jpeg', 0.5), ...unread }));
    expect(diagnosis.images[0]).toMatchObject({ status: 'failed', error: { message: 'A text file.' } });
  });

  it('drops the word of a model that is no longer the chosen one, and asks the new one', async () => {
    const app = new FakeApp();
    const diagnosis = new Diagnosis(app.api);
    diagnosis.choose(1);
    diagnosis.add([new File(['abc'], 'a.png')]);
    const stale = await waitForRequest(app);
    diagnosis.choose(2);
    const fresh = await waitForRequest(app);
    expect(fresh.input).toMatchObject({ run: 2 });
    await fresh.succeed(makeAnswer(makePrediction('a.png', 0.1)));
    await stale.succeed(makeAnswer(makePrediction('a.png', 0.9)));
    expect(diagnosis.images[0]?.prediction?.probability).toBe(0.1);
  });

  it('asks again for what failed for want of a connection', async () => {
    const app = new FakeApp();
    const diagnosis = new Diagnosis(app.api);
    diagnosis.choose(1);
    diagnosis.add([new File(['abc'], 'a.png')]);
    await (await waitForRequest(app)).fail({ code: 'connection-lost', message: 'Lost.' });
    expect(diagnosis.images[0]).toMatchObject({ status: 'failed', error: { code: 'connection-lost' } });
    diagnosis.retry();
    await (await waitForRequest(app)).succeed(makeAnswer(makePrediction('a.png', 0.1)));
    expect(diagnosis.images[0]?.status).toBe('done');
  });
});
