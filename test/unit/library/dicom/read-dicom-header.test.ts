import { describe, expect, it } from 'vitest';
import { readDicomHeader } from '../../../../main/library/dicom/read-dicom-header.ts';
import { decodeFullImage } from '../../../../main/library/read-full-image.ts';
import { readImageBytes } from '../../../../main/library/read-image.ts';
import { makeDicom, readFixture } from './dicom-fixtures.ts';

type Elements = Parameters<typeof makeDicom>[0];

const imager = [0x00181164, 'DS', '0.2\\0.1'] as const;
const own = [0x00280030, 'DS', '0.15\\0.08'] as const;
const modality = (code: string) => [0x00080060, 'CS', code] as const;

describe('readDicomHeader', () => {
  it('says what the file says, text in its character set', () => {
    const header = readDicomHeader(
      makeDicom([
        [0x00080005, 'CS', 'ISO_IR 100'],
        [0x00080020, 'DA', '20240229'],
        [0x00080060, 'CS', 'DX'],
        [0x00100020, 'LO', ' N\xba7 '],
        [0x00100040, 'CS', 'F'],
        [0x00101010, 'AS', '045Y'],
        [0x00180015, 'CS', 'CHEST'],
        [0x00185101, 'CS', 'PA'],
        [0x00200060, 'CS', 'L'],
        [0x00200062, 'CS', 'U'],
        [0x00280008, 'IS', '3'],
      ]),
      'x',
    );
    expect(header).toEqual({
      patientId: 'Nº7',
      patientSex: 'F',
      patientAge: '045Y',
      studyDate: '2024-02-29',
      modality: 'DX',
      bodyPartExamined: 'CHEST',
      viewPosition: 'PA',
      laterality: 'U',
      pixelSpacing: null,
      photometricInterpretation: 'MONOCHROME2',
      transferSyntax: '1.2.840.10008.1.2.1',
      width: 40,
      height: 36,
      frames: 3,
    });
  });

  it('leaves out what is empty or no date', () => {
    const bytes = makeDicom([
      [0x00080020, 'DA', '20230229'],
      [0x00080060, 'CS', ''],
      [0x00100020, 'LO', '  '],
    ]);
    expect(readDicomHeader(bytes, 'x')).toMatchObject({ studyDate: null, modality: null, patientId: null });
  });

  // PS3.3, 10.7.1
  it.each<[string, Elements, unknown]>([
    ['of a slice is the patient', [modality('CT'), own], { rowMm: 0.15, columnMm: 0.08, plane: 'patient' }],
    [
      'of a projection is the detector',
      [modality('DX'), imager],
      { rowMm: 0.2, columnMm: 0.1, plane: 'detector' },
    ],
    [
      'that repeats the detector is the detector',
      [modality('DX'), imager, [0x00280030, 'DS', '0.2\\0.1']],
      { rowMm: 0.2, columnMm: 0.1, plane: 'detector' },
    ],
    [
      'that differs from the detector is the patient',
      [modality('DX'), imager, own],
      { rowMm: 0.15, columnMm: 0.08, plane: 'patient' },
    ],
    [
      'whose calibration is told is the patient',
      [modality('CR'), own, [0x00280a02, 'CS', 'FIDUCIAL']],
      { rowMm: 0.15, columnMm: 0.08, plane: 'patient' },
    ],
    [
      'of the detector is divided by the magnification',
      [modality('DX'), [0x00181114, 'DS', '1.25'], imager],
      { rowMm: 0.16, columnMm: 0.08, plane: 'patient' },
    ],
    [
      'of a film is where it lay',
      [[0x00182010, 'DS', '0.1\\0.1']],
      { rowMm: 0.1, columnMm: 0.1, plane: 'detector' },
    ],
    ['of zero is none', [[0x00280030, 'DS', '0\\0']], null],
    ['below zero is none', [[0x00280030, 'DS', '-1\\1']], null],
    ['of words is none', [[0x00280030, 'DS', 'unknown']], null],
    ['of one number is none', [[0x00280030, 'DS', '0.2']], null],
  ])('pixel spacing %s', (_, elements, expected) => {
    const { pixelSpacing } = readDicomHeader(makeDicom(elements), 'x');
    expect(pixelSpacing).toEqual(expected);
  });
});

describe('readImageBytes', () => {
  it('squeezes a DICOM image into the square and keeps what it says of itself', async () => {
    const bytes = readFixture('windows');
    const image = await readImageBytes(bytes, 'x.dcm', 32);
    expect(image).toMatchObject({ width: 40, height: 36, isColour: false, dicom: { modality: 'DX' } });
    expect(image.pixels).toHaveLength(32 * 32);
    const whole = await decodeFullImage(bytes, 'x.dcm');
    expect(whole).toMatchObject({ width: 40, height: 36 });
    const mean = (pixels: Uint8Array): number => pixels.reduce((sum, grey) => sum + grey, 0) / pixels.length;
    expect(Math.abs(mean(image.pixels) - mean(whole.pixels))).toBeLessThan(2);
  });
});
