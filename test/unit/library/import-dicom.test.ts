import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDataset } from '../../../main/db/datasets.ts';
import { type KnownImage, listKnownImages } from '../../../main/db/images.ts';
import { exportDataset } from '../../../main/library/export-dataset.ts';
import { defaultPatientPatterns } from '../../../shared/domain/patient.ts';
import { makeFolder } from './make-folder.ts';
import { type TestLibrary, openLibrary } from './open-library.ts';

const fixtures = path.resolve(import.meta.dirname, '../../fixtures');

let library: TestLibrary;
const folders: string[] = [];
beforeEach(() => {
  library = openLibrary();
});
afterEach(() => {
  library.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A radiograph of `dicom-chest`, whose README and script say what its header holds. */
function chest(name: string): Buffer {
  return readFileSync(path.join(fixtures, 'dicom-chest', `${name}.dcm`));
}

function folderOf(files: Parameters<typeof makeFolder>[0]): string {
  const folder = makeFolder(files);
  folders.push(folder);
  return folder;
}

function listImages(name = 'test'): KnownImage[] {
  return listKnownImages(library.database, findDataset(library.database, name)?.id ?? 0);
}

function listPatients(name = 'test'): Record<string, string> {
  return Object.fromEntries(listImages(name).map(({ path: file, patient }) => [file, patient]));
}

const ward = {
  'NORMAL/frontal.dcm': chest('frontal-1'),
  'NORMAL/without ending': chest('frontal-2'),
  'NORMAL/IM-0001-0001.png': 1,
  'PNEUMONIA/lateral.DICOM': chest('lateral'),
  'PNEUMONIA/person9_virus_1.dcm': chest('without-id'),
};

describe('importing DICOM files', () => {
  it('takes them as images, whatever their names, and the patients that their headers name', async () => {
    const report = await library.import(folderOf(ward));
    expect(report).toMatchObject({
      added: 5,
      rejected: [],
      patients: 4,
      classes: { NORMAL: 3, PNEUMONIA: 2 },
    });
    expect(listPatients()).toEqual({
      'NORMAL/IM-0001-0001.png': 'normal:0001',
      'NORMAL/frontal.dcm': 'dicom:QX-7301',
      'NORMAL/without ending': 'dicom:QX-7301',
      'PNEUMONIA/lateral.DICOM': 'dicom:QX-7302',
      'PNEUMONIA/person9_virus_1.dcm': 'person:9',
    });
  });

  it('keeps what the header says of the radiograph, and no more', async () => {
    await library.import(folderOf(ward));
    const columns = new Map(listImages().map((image) => [image.path, image.columns]));
    expect(columns.get('NORMAL/frontal.dcm')).toEqual({
      Modality: 'DX',
      ViewPosition: 'PA',
      BodyPartExamined: 'CHEST',
      PatientSex: 'F',
      PatientAge: '045Y',
      StudyDate: '2026-01-31',
    });
    expect(columns.get('PNEUMONIA/person9_virus_1.dcm')).toEqual({
      Modality: 'DX',
      BodyPartExamined: 'CHEST',
    });
    expect(columns.get('NORMAL/IM-0001-0001.png')).toBeNull();
  });

  it('rejects what holds no image or is cut off, each with its reason, and passes over the table of contents', async () => {
    const report = await library.import(
      folderOf({
        ...ward,
        DICOMDIR: chest('frontal-1').subarray(0, 400),
        'NORMAL/report.dcm': readFileSync(path.join(fixtures, 'dicom/test-SR.dcm')),
        'NORMAL/cut.dcm': chest('brain').subarray(0, 2000),
      }),
    );
    expect(report.added).toBe(5);
    expect(report.rejected.map(({ path: file, code }) => [file, code])).toEqual([
      ['NORMAL/cut.dcm', 'image-truncated'],
      ['NORMAL/report.dcm', 'dicom-without-image'],
    ]);
    expect(JSON.stringify(report.rejected)).not.toMatch(/QX-73|Secret/);
  });

  it('adds nothing twice, and follows a pattern of the user and back', async () => {
    const folder = folderOf(ward);
    await library.import(folder);
    const before = listImages();
    expect(await library.import(folder)).toMatchObject({ added: 0, unchanged: 5, duplicates: 0 });
    expect(listImages()).toEqual(before);

    const own = { name: 'mine', expression: String.raw`^(?<patient>frontal)` };
    await library.import(folder, { patientPatterns: [own] });
    expect(listPatients()).toMatchObject({
      'NORMAL/frontal.dcm': 'mine:frontal',
      'PNEUMONIA/lateral.DICOM': 'dicom:QX-7302',
    });
    await library.import(folder, { patientPatterns: [...defaultPatientPatterns] });
    expect(listImages()).toEqual(before);
  });

  it('takes the header before a built-in pattern', async () => {
    await library.import(
      folderOf({ 'N/person1_virus_2.dcm': chest('frontal-1'), 'P/a.dcm': chest('lateral') }),
    );
    expect(listPatients()).toMatchObject({ 'N/person1_virus_2.dcm': 'dicom:QX-7301' });
  });

  it('tells of a copy as of any other', async () => {
    const report = await library.import(folderOf({ ...ward, 'NORMAL/z.dcm': chest('frontal-1') }));
    expect(report).toMatchObject({ added: 5, duplicates: 1 });
  });
});

describe('DICOM files that a CSV file names', () => {
  const labels = [
    'path,label,patient,modality',
    'NORMAL/frontal.dcm,N,Anna,film',
    'NORMAL/without ending,N,,',
    'PNEUMONIA/lateral.DICOM,P,,CR',
    'PNEUMONIA/person9_virus_1.dcm,P,,',
  ].join('\n');

  it('are of its patients and have its columns; the header tells the rest', async () => {
    const folder = folderOf({ ...ward, 'labels.csv': labels });
    await library.import(path.join(folder, 'labels.csv'));
    expect(listPatients()).toEqual({
      'NORMAL/frontal.dcm': 'csv:Anna',
      'NORMAL/without ending': 'dicom:QX-7301',
      'PNEUMONIA/lateral.DICOM': 'dicom:QX-7302',
      'PNEUMONIA/person9_virus_1.dcm': 'person:9',
    });
    const [first] = listImages();
    expect(first?.columns).toEqual({
      modality: 'film',
      ViewPosition: 'PA',
      BodyPartExamined: 'CHEST',
      PatientSex: 'F',
      PatientAge: '045Y',
      StudyDate: '2026-01-31',
    });
  });

  it('come back from an export as they were', async () => {
    const folder = folderOf(ward);
    await library.import(folder);
    const target = path.join(folder, 'out.csv');
    await exportDataset(library.database, findDataset(library.database, 'test')?.id ?? 0, target);
    expect(readFileSync(target, 'utf8')).toContain('dicom:QX-7302');
    await library.import(folder, { csv: target, name: 'again' });
    const plain = (name: string) =>
      listImages(name)
        .map(({ id: _, columns, ...image }) => ({
          ...image,
          columns: Object.fromEntries(Object.entries(columns ?? {}).filter(([, cell]) => cell !== '')),
        }))
        .sort((one, other) => (one.path < other.path ? -1 : 1));
    expect(plain('again')).toEqual(plain('test'));
  });
});
