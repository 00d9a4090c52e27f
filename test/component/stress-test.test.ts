import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { stressReportSchema } from '../../shared/domain/stress.ts';
import StressTable from '../../renderer/screens/run/StressTable.svelte';
import { StressTest } from '../../renderer/state/stress-test.svelte.ts';
import { FakeApp } from './fake-app.ts';

afterEach(cleanup);

const figures = { accuracy: 0.9, sensitivity: 0.9, specificity: 0.9, rocAuc: 0.95 };
const report = stressReportSchema.parse({
  run: 7,
  runName: 'night',
  threshold: 0.5,
  images: 320,
  unshifted: figures,
  shifted: [
    { shift: 'noise', strength: 0.02, ...figures },
    { shift: 'crop', strength: 0.7, ...figures, specificity: 0.1 },
  ],
  createdAt: '2026-03-04T10:00:00.000Z',
});

describe('StressTest', () => {
  it('shows the stored report, then the one that was measured', async () => {
    const app = new FakeApp();
    const test = new StressTest(app.api);
    test.open(7);
    await app.waiting('stress:show').succeed({ ...report, images: 1 });
    expect(test.report.value?.report?.images).toBe(1);
    const measuring = test.measure(1);
    expect(test.isMeasuring).toBe(true);
    app.push('stress:progressed', { run: 7, done: 64, total: 128 });
    app.push('stress:progressed', { run: 8, done: 1, total: 2 });
    expect(test.progress).toEqual({ done: 64, total: 128 });
    await app.waiting('stress:make').succeed(report);
    await measuring;
    expect(test.isMeasuring).toBe(false);
    expect(test.report.value?.report).toEqual(report);
  });

  it('says why measuring failed, at that run alone', async () => {
    const app = new FakeApp();
    const test = new StressTest(app.api);
    test.open(7);
    const measuring = test.measure(1);
    await app.waiting('stress:make').fail({ message: 'The run has no model yet.' });
    await measuring;
    expect(test.error?.message).toBe('The run has no model yet.');
    test.open(8);
    expect(test.error).toBeNull();
  });

  it('drops a report of a run that is open no more', async () => {
    const app = new FakeApp();
    const test = new StressTest(app.api);
    test.open(7);
    const measuring = test.measure(1);
    test.open(8);
    expect(test.isMeasuring).toBe(false);
    await app.waiting('stress:make').succeed(report);
    await measuring;
    expect(test.report.value).toBeNull();
  });
});

describe('StressTable', () => {
  it('has a row a shift, and marks those that break the model', () => {
    render(StressTable, { report });
    const rows = screen.getAllByRole('row').map((row) => [...row.children].map((cell) => cell.textContent));
    expect(rows).toHaveLength(4);
    expect(rows[2]).toEqual(['Noise', '2%', '0.900', '0.900', '0.900', '0.950', '']);
    expect(rows[3]).toEqual([
      'Crop',
      '70% of the side',
      '0.900',
      '0.900',
      '0.100',
      '0.950',
      'Breaks the model',
    ]);
  });
});
