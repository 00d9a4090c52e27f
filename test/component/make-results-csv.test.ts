import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { makeResultsCsv } from '../../renderer/screens/diagnose/make-results-csv.ts';
import type { DiagnosedImage } from '../../renderer/state/diagnosis.svelte.ts';

const image: DiagnosedImage = {
  id: 1,
  name: 'person1_bacteria_2.jpeg',
  file: null,
  fileAddress: null,
  status: 'done',
  prediction: {
    prediction: 7,
    path: 'person1_bacteria_2.jpeg',
    patient: 'person:1',
    label: 'PNEUMONIA',
    probability: 0.875,
    probabilities: { NORMAL: 0.125, PNEUMONIA: 0.875 },
    threshold: 0.5,
    views: 4,
    flags: ['colour', 'unusual-shape'],
    heatmap: null,
    error: null,
  },
  error: null,
  isEarlier: false,
  review: { verdict: 'disagreed', comment: 'Clear, "quite"\nclear', createdAt: '2026-03-04T10:00:00.000Z' },
};

const model = { modelName: 'first', positiveClass: 'PNEUMONIA' };

describe('the CSV of results', () => {
  it('is text that begins with the mark of UTF-8 and has CRLF after every row', () => {
    expect(makeResultsCsv([image], model)).toBe(
      '\ufefffile,patient,model,positive_class,label,probability,operating_point,views,warnings,verdict,comment,reviewed_at,error\r\n' +
        'person1_bacteria_2.jpeg,person:1,first,PNEUMONIA,PNEUMONIA,0.875,0.5,4,colour unusual-shape,disagreed,"Clear, ""quite""\nclear",2026-03-04T10:00:00.000Z,\r\n',
    );
  });

  it('is read by another program as it was meant', () => {
    const [row] = parse<Record<string, string>>(makeResultsCsv([image], model), { bom: true, columns: true });
    expect(row).toMatchObject({ comment: 'Clear, "quite"\nclear', probability: '0.875' });
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('keeps %j from running as a formula', (text) => {
    const csv = makeResultsCsv([{ ...image, name: text }], model);
    const [row] = parse<Record<string, string>>(csv, { bom: true, columns: true });
    expect(row?.['file']).toBe(`'${text}`);
  });

  it('tells why an image has no result', () => {
    const error = { code: 'image-empty', message: 'a.png is empty.', details: {} } as const;
    const csv = makeResultsCsv([{ ...image, prediction: null, review: null, error }], model);
    expect(csv.split('\r\n')[1]).toBe('person1_bacteria_2.jpeg,,first,PNEUMONIA,,,,,,,,,a.png is empty.');
  });
});
