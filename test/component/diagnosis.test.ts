import { beforeAll, describe, expect, it } from 'vitest';
import { predictionSchema } from '../../shared/domain/prediction.ts';
import { Diagnosis } from '../../renderer/state/diagnosis.svelte.ts';
import { FakeApp, settle } from './fake-app.ts';

beforeAll(() => {
  Object.assign(URL, { createObjectURL: () => 'blob:test', revokeObjectURL: () => undefined });
});

function makePrediction(path: string, probability: number): Record<string, unknown> {
  return {
    prediction: 7,
    path,
    patient: 'person:1',
    label: probability >= 0.4 ? 'PNEUMONIA' : 'NORMAL',
    probability,
    probabilities: { NORMAL: 1 - probability, PNEUMONIA: probability },
    threshold: 0.4,
    views: 1,
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
      views: 1,
    });
    await request.succeed(makeAnswer(makePrediction('a.png', 0.9), makePrediction('a.png', 0.1)));
    expect(diagnosis.images.map(({ prediction }) => prediction?.label)).toEqual(['PNEUMONIA', 'NORMAL']);
    expect(diagnosis.positiveClass).toBe('PNEUMONIA');
  });

  it('asks again when more views of each image are wanted, and says of each result how many there were', async () => {
    const app = new FakeApp();
    const diagnosis = new Diagnosis(app.api);
    diagnosis.choose(1);
    diagnosis.add([new File(['abc'], 'a.png')]);
    await (await waitForRequest(app)).succeed(makeAnswer(makePrediction('a.png', 0.9)));
    diagnosis.chooseViews(4);
    const again = await waitForRequest(app);
    expect(again.input).toMatchObject({ views: 4 });
    await again.succeed(makeAnswer({ ...makePrediction('a.png', 0.7), views: 4 }));
    expect(diagnosis.images.map(({ prediction }) => prediction?.views)).toEqual([4]);
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

  it('keeps what a reader says with the prediction that it was said of', async () => {
    const { app, diagnosis } = await diagnoseOne();
    const writing = diagnosis.review(diagnosis.images[0]?.id ?? -1, {
      verdict: 'disagreed',
      comment: 'clear',
    });
    const request = app.waiting('predictions:review');
    expect(request.input).toEqual({ prediction: 7, verdict: 'disagreed', comment: 'clear' });
    await request.succeed({ verdict: 'disagreed', comment: 'clear', createdAt: '2026-03-04T10:00:00.000Z' });
    await writing;
    expect(diagnosis.images[0]?.review).toMatchObject({ verdict: 'disagreed', comment: 'clear' });
  });

  it('hears what was said in another window, so that a verdict does not take its comment back', async () => {
    const { app, diagnosis } = await diagnoseOne();
    const review = {
      verdict: null,
      comment: 'seen by a colleague',
      createdAt: '2026-03-04T10:00:00.000Z',
    } as const;
    app.push('prediction:reviewed', { prediction: 7, review });
    app.push('prediction:patient-set', { prediction: 7, patient: 'Ward 3' });
    app.push('prediction:reviewed', { prediction: 8, review: { ...review, comment: 'of another image' } });
    expect(diagnosis.images[0]?.review?.comment).toBe('seen by a colleague');
    expect(diagnosis.images[0]?.prediction?.patient).toBe('Ward 3');
  });

  it('takes nothing for stored that was not', async () => {
    const { app, diagnosis } = await diagnoseOne();
    const writing = expect(
      diagnosis.review(diagnosis.images[0]?.id ?? -1, { verdict: 'accepted', comment: '' }),
    ).rejects.toMatchObject({ code: 'connection-lost' });
    await app.waiting('predictions:review').fail({ code: 'connection-lost', message: 'Lost.' });
    await writing;
    expect(diagnosis.images[0]?.review).toBeNull();
  });

  it('offers what the model said elsewhere, and nothing that was asked for here', async () => {
    const app = new FakeApp();
    const diagnosis = new Diagnosis(app.api);
    diagnosis.choose(1);
    diagnosis.add([new File(['abc'], 'a.png')]);
    const request = await waitForRequest(app);
    // Main tells every window before it answers the one that asked.
    app.push('prediction:made', { run: 1, newest: 7 });
    await request.succeed(makeAnswer(makePrediction('a.png', 0.9)));
    app.push('prediction:made', { run: 2, newest: 8 });
    app.push('prediction:made', { run: 1, newest: 7 });
    expect(diagnosis.canAddElsewhere).toBe(false);

    app.push('prediction:made', { run: 1, newest: 9 });
    expect(diagnosis.canAddElsewhere).toBe(true);
    const adding = diagnosis.addElsewhere();
    const { error: _, ...made } = makePrediction('/films/b.png', 0.1);
    const { heatmap: _none, ...stored } = made;
    const record = { run: 1, runName: 'first', positiveClass: 'PNEUMONIA', studyDate: null, review: null };
    const createdAt = '2026-03-04T10:00:00.000Z';
    await app
      .waiting('predictions:list')
      .succeed([9, 7, 3].map((prediction) => ({ ...stored, ...record, prediction, createdAt })));
    await adding;
    // 3 is older than what is here: it is among the earlier ones.
    expect(diagnosis.images.map(({ prediction }) => prediction?.prediction)).toEqual([7, 9]);
    expect(diagnosis.images.map((image) => diagnosis.isNew(image))).toEqual([false, true]);
    expect(diagnosis.canAddElsewhere).toBe(false);
  });

  it('takes nothing that was asked for here and cleared away for something made elsewhere', async () => {
    const app = new FakeApp();
    const diagnosis = new Diagnosis(app.api);
    diagnosis.choose(1);
    diagnosis.add([new File(['abc'], 'a.png')]);
    const cleared = await waitForRequest(app);
    const starting = diagnosis.addFolder('/films');
    await app.waiting('predictions:start-batch').succeed({ batch: 'b', total: 3 });
    await starting;
    diagnosis.clear();
    expect(app.waiting('predictions:cancel-batch').input).toEqual({ batch: 'b' });
    expect(diagnosis.batch).toBeNull();
    app.push('prediction:made', { run: 1, newest: 7 });
    await cleared.succeed(makeAnswer(makePrediction('a.png', 0.9)));
    app.push('prediction:made', { run: 1, newest: 8 });
    const late = predictionSchema.parse({ ...makePrediction('1.png', 0.9), prediction: 8 });
    const progress = { batch: 'b', run: 1, positiveClass: 'PNEUMONIA', done: 1, total: 3 };
    app.push('prediction:progressed', { ...progress, predictions: [late] });
    expect(diagnosis.images).toEqual([]);

    diagnosis.add([new File(['abc'], 'b.png')]);
    const own = { ...makePrediction('b.png', 0.9), prediction: 9 };
    await (await waitForRequest(app)).succeed(makeAnswer(own));
    expect(diagnosis.images).toHaveLength(1);
    expect(diagnosis.canAddElsewhere).toBe(false);
  });

  it('adds the images of a folder as they are predicted, and tells how it ended', async () => {
    const app = new FakeApp();
    const diagnosis = new Diagnosis(app.api);
    diagnosis.choose(1);
    const starting = diagnosis.addFolder('/films/');
    await app.waiting('predictions:start-batch').succeed({ batch: 'b', total: 3 });
    await starting;
    const progress = { batch: 'b', run: 1, positiveClass: 'PNEUMONIA', done: 1, total: 3 };
    const prediction = predictionSchema.parse(makePrediction('a/1.png', 0.9));
    app.push('prediction:progressed', { ...progress, predictions: [prediction] });
    // Of another window's batch.
    app.push('prediction:progressed', { ...progress, batch: 'other', predictions: [prediction] });
    expect(diagnosis.batch).toMatchObject({ done: 1, total: 3 });
    expect(diagnosis.images.map(({ name, status }) => [name, status])).toEqual([['/films/a/1.png', 'done']]);
    app.push('prediction:batch-ended', { batch: 'b', outcome: 'cancelled', error: null });
    expect(diagnosis.batch).toBeNull();
    expect(diagnosis.batchEnd?.outcome).toBe('cancelled');
  });

  it('goes on with a folder that was cut short, with its model and views', async () => {
    const app = new FakeApp();
    const diagnosis = new Diagnosis(app.api);
    const left = {
      batch: 'b',
      run: 2,
      runName: 'second',
      folder: '/films',
      views: 4,
      done: 1,
      total: 3,
      createdAt: '2026-03-04T10:00:00.000Z',
    };
    diagnosis.choose(1);
    const listing = diagnosis.refreshUnfinished();
    await app.waiting('predictions:list-unfinished').succeed([left]);
    await listing;
    expect(diagnosis.unfinished).toEqual([left]);
    const going = diagnosis.resumeBatch(left);
    // Results may come before the answer.
    const prediction = predictionSchema.parse(makePrediction('2.png', 0.9));
    const progress = { batch: 'b', run: 2, positiveClass: 'PNEUMONIA', done: 2, total: 3 };
    app.push('prediction:progressed', { ...progress, predictions: [prediction] });
    await app.waiting('predictions:resume-batch').succeed({});
    await app.waiting('predictions:list-unfinished').succeed([]);
    await going;
    expect(diagnosis).toMatchObject({ run: 2, views: 4, unfinished: [] });
    expect(diagnosis.batch).toMatchObject({ folder: '/films', done: 2, total: 3 });
    expect(diagnosis.images.map(({ name }) => name)).toEqual(['/films/2.png']);
  });

  it('shows what a model said before, and drops it with the model', async () => {
    const { app, diagnosis } = await diagnoseOne();
    const adding = diagnosis.addEarlier();
    const request = app.waiting('predictions:list');
    expect(request.input).toEqual({ run: 1, before: 7, limit: 200 });
    await request.succeed([
      {
        prediction: 3,
        run: 1,
        runName: 'first',
        positiveClass: 'PNEUMONIA',
        path: '/films/old.png',
        patient: null,
        label: 'NORMAL',
        probability: 0.2,
        probabilities: { NORMAL: 0.8, PNEUMONIA: 0.2 },
        threshold: 0.4,
        views: 1,
        flags: [],
        studyDate: null,
        createdAt: '2026-03-04T10:00:00.000Z',
        review: { verdict: 'accepted', comment: '', createdAt: '2026-03-05T10:00:00.000Z' },
      },
    ]);
    await adding;
    expect(diagnosis.images.map(({ name }) => name)).toEqual(['a.png', '/films/old.png']);
    expect(diagnosis.images[1]?.review?.verdict).toBe('accepted');
    // Fewer than asked for: there are no more.
    expect(diagnosis.canAddEarlier).toBe(false);
    diagnosis.choose(2);
    expect(diagnosis.images.map(({ name }) => name)).toEqual(['a.png']);
    expect((await waitForRequest(app)).input).toMatchObject({ run: 2 });
  });
});

async function diagnoseOne(): Promise<{ app: FakeApp; diagnosis: Diagnosis }> {
  const app = new FakeApp();
  const diagnosis = new Diagnosis(app.api);
  diagnosis.choose(1);
  diagnosis.add([new File(['abc'], 'a.png')]);
  await (await waitForRequest(app)).succeed(makeAnswer(makePrediction('a.png', 0.9)));
  return { app, diagnosis };
}
