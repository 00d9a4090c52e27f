import { describe, expect, it, test } from 'vitest';
import { addDicomFacts } from '../../../main/library/add-dicom-facts.ts';
import { settlePatient } from '../../../main/library/dicom-patient.ts';
import type { FoundImage } from '../../../main/library/found-image.ts';
import { makeDicomHeader } from '../../fixtures/make-dicom-header.ts';

const found: FoundImage = {
  absolutePath: '/data/NORMAL/a.dcm',
  path: 'NORMAL/a.dcm',
  className: 'NORMAL',
  givenSplit: null,
  patient: 'file:NORMAL/a.dcm',
  isPatientSettled: false,
  isExcluded: false,
  columns: null,
};

describe('the patient', () => {
  test.each([
    ['the Patient ID before a built-in pattern', 'person:7', false, 'P-12', 'dicom:P-12'],
    ['the Patient ID before the file itself', 'file:a.dcm', false, ' P 12 ', 'dicom:P 12'],
    ['a table or a pattern of the user before the Patient ID', 'csv:Anna', true, 'P-12', 'csv:Anna'],
    ['a built-in pattern where there is no ID', 'person:7', false, null, 'person:7'],
    ['an ID of blanks is none', 'person:7', false, '   ', 'person:7'],
    ['nor are zeros', 'person:7', false, '0000', 'person:7'],
    ['nor is what anonymisers write', 'file:a.dcm', false, 'Anonymous', 'file:a.dcm'],
    ['nor is that with hyphens', 'file:a.dcm', false, 'DE-IDENTIFIED', 'file:a.dcm'],
    ['nor are crosses', 'file:a.dcm', false, 'XXXX', 'file:a.dcm'],
    ['an ID that begins so is one', 'file:a.dcm', false, 'ANON-0012', 'dicom:ANON-0012'],
    ['an ID in other letters is one', 'file:a.dcm', false, '山田', 'dicom:山田'],
  ])('%s', (_what, key, isSettled, patientId, patient) => {
    expect(settlePatient({ key, isSettled }, makeDicomHeader({ patientId }))).toBe(patient);
  });

  it('of a file that is no DICOM is what was told', () => {
    expect(settlePatient({ key: 'person:7', isSettled: false }, null)).toBe('person:7');
  });
});

describe('addDicomFacts', () => {
  it('keeps what the header says, by DICOM keywords', () => {
    const header = makeDicomHeader({
      patientId: 'P1',
      patientSex: 'F',
      patientAge: '045Y',
      studyDate: '2026-01-31',
    });
    expect(addDicomFacts(found, header)).toEqual({
      ...found,
      patient: 'dicom:P1',
      columns: {
        Modality: 'DX',
        ViewPosition: 'PA',
        BodyPartExamined: 'CHEST',
        PatientSex: 'F',
        PatientAge: '045Y',
        StudyDate: '2026-01-31',
      },
    });
  });

  it('leaves what a table says as it is and fills its empty cells, whatever the case of their names', () => {
    const columns = { site: 'Huế', modality: 'CR', viewposition: '', remark: '' };
    const header = makeDicomHeader({ bodyPartExamined: null });
    expect(addDicomFacts({ ...found, columns }, header).columns).toEqual({
      site: 'Huế',
      modality: 'CR',
      viewposition: 'PA',
      remark: '',
    });
  });

  it('adds no columns where a header says nothing, and leaves other files alone', () => {
    const silent = makeDicomHeader({ modality: null, bodyPartExamined: null, viewPosition: null });
    expect(addDicomFacts(found, silent).columns).toBeNull();
    expect(addDicomFacts(found, null)).toBe(found);
  });
});
