import { describe, expect, it } from 'vitest';
import { Imports } from '../../renderer/state/imports.svelte.ts';
import { FakeApp, settle } from './fake-app.ts';

const progress = {
  importId: 'a',
  dataset: 'cxr',
  phase: 'reading',
  done: 1,
  total: 10,
  secondsLeft: null,
} as const;

const report = {
  dataset: 'cxr',
  datasetId: 1,
  images: 1,
  added: 1,
  duplicates: 0,
  unchanged: 0,
  moved: 0,
  missing: 0,
  rejected: [],
  patients: 1,
  classes: { NORMAL: 1 },
  splits: {},
  warnings: [],
  seconds: 1,
};

const failure = { code: 'disk-full', message: 'The disk is full.', details: {} } as const;

async function startImports(): Promise<{ app: FakeApp; imports: Imports }> {
  const app = new FakeApp();
  const imports = new Imports(app.api);
  void imports.refresh();
  await app.waiting('imports:list').succeed([]);
  return { app, imports };
}

const unfinished = {
  request: {
    path: '/films',
    name: 'cxr',
    csv: null,
    patientPatterns: null,
    classWords: null,
    positiveClass: null,
    negativeClass: null,
  },
  startedAt: '2026-03-04T10:00:00.000Z',
};

describe('Imports', () => {
  it('tells of one that was cut short until it is under way again', async () => {
    const { app, imports } = await startImports();
    await app.waiting('imports:list-unfinished').succeed([unfinished]);
    expect(imports.unfinished).toEqual([unfinished]);
    app.push('import:progressed', progress);
    expect(imports.unfinished).toEqual([]);
  });

  it('tells no more of one that was cut short once it is dismissed', async () => {
    const { app, imports } = await startImports();
    await app.waiting('imports:list-unfinished').succeed([unfinished]);
    void imports.discard(unfinished);
    const call = app.waiting('imports:discard');
    expect(call.input).toEqual({ dataset: 'cxr' });
    await call.succeed({});
    expect(imports.unfinished).toEqual([]);
  });

  it('shows an import under way, then its report until it is dismissed', async () => {
    const { app, imports } = await startImports();
    app.push('import:progressed', progress);
    expect(imports.active).toEqual([progress]);
    app.push('import:ended', { importId: 'a', dataset: 'cxr', report, error: null });
    expect(imports.active).toEqual([]);
    expect(imports.ended.map(({ importId }) => importId)).toEqual(['a']);
    imports.dismiss('a');
    expect(imports.ended).toEqual([]);
  });

  it('is not brought back to life by progress that overtook the end', async () => {
    const { app, imports } = await startImports();
    app.push('import:ended', { importId: 'a', dataset: 'cxr', report: null, error: failure });
    app.push('import:progressed', progress);
    expect(imports.active).toEqual([]);
  });

  it('says no more of one that was cancelled', async () => {
    const { app, imports } = await startImports();
    app.push('import:progressed', progress);
    const cancelling = imports.cancel('a');
    expect(imports.isCancelling('a')).toBe(true);
    await app.waiting('imports:cancel').succeed({});
    await cancelling;
    const error = { code: 'import-cancelled', message: 'Cancelled.', details: {} } as const;
    app.push('import:ended', { importId: 'a', dataset: 'cxr', report: null, error });
    expect(imports.active).toEqual([]);
    expect(imports.ended).toEqual([]);
  });

  it('asks how an import ended that was over when the connection came back', async () => {
    const { app, imports } = await startImports();
    app.push('import:progressed', progress);
    app.connection('lost');
    app.connection('open');
    await app.waiting('imports:list').succeed([]);
    await app.waiting('imports:wait').succeed(report);
    await settle();
    expect(imports.active).toEqual([]);
    expect(imports.ended[0]?.report).toEqual(report);
  });

  it('keeps the request of one that failed, for correcting it', async () => {
    const { app, imports } = await startImports();
    const request = { path: '/no/such', name: 'cxr' };
    const starting = imports.start(request);
    await app.waiting('imports:start').succeed({ importId: 'a' });
    await starting;
    app.push('import:ended', { importId: 'a', dataset: 'cxr', report: null, error: failure });
    expect(imports.canRevise('a')).toBe(true);
    imports.revise('a');
    expect(imports.ended).toEqual([]);
    expect(imports.takeDraft()).toMatchObject({ request, problem: { code: failure.code } });
    expect(imports.takeDraft()).toBeNull();
  });
});
