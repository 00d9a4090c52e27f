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

const model = { modelName: 'first', positiveClass: 'PNEUMONIA', classes: ['NORMAL', 'PNEUMONIA'] };

describe('the CSV of results', () => {
  it('is text that begins with the mark of UTF-8 and has CRLF after every row', () => {
    expect(makeResultsCsv([image], model)).toBe(
      '\ufefffile,patient,model,positive_class,label,probability,operating_point,views,warnings,verdict,comment,reviewed_at,error\r\n' +
        'person1_bacteria_2.jpeg,person:1,first,PNEUMONIA,PNEUMONIA,0.875,0.5,4,colour unusual-shape,disagreed,"Clear, ""quite""\nclear",2026-03-04T10:00:00.000Z,\r\n',
    );
  });

  it('has a column a class where there are more than two', () => {
    const probabilities = { NORMAL: 0.1, 'Pneumonia, bacterial': 0.7, VIRUS: 0.2 };
    const said = { label: 'Pneumonia, bacterial', probability: 0.9, probabilities };
    const prediction = image.prediction && { ...image.prediction, ...said };
    const csv = makeResultsCsv([{ ...image, prediction }], {
      modelName: 'three',
      positiveClass: 'Pneumonia, bacterial / VIRUS',
      classes: Object.keys(probabilities),
    });
    const [row] = parse<Record<string, string>>(csv, { bom: true, columns: true });
    expect(row).toMatchObject({
      label: 'Pneumonia, bacterial',
      probability: '0.9',
      probability_of_NORMAL: '0.1',
      'probability_of_Pneumonia, bacterial': '0.7',
      probability_of_VIRUS: '0.2',
      operating_point: '0.5',
    });
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
