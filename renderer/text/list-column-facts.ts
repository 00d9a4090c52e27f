import type { ImageColumns } from '../../shared/domain/image.ts';
import { formatDay } from './format-time.ts';
import { t, tCount } from './t.ts';

const modalities = ['CR', 'CT', 'DX', 'MG', 'MR', 'NM', 'OT', 'PT', 'RF', 'RG', 'US', 'XA'] as const;
const views = ['AP', 'LL', 'LLD', 'LLO', 'PA', 'RL', 'RLD', 'RLO'] as const;
const parts = [
  'ABDOMEN',
  'BRAIN',
  'CHEST',
  'HAND',
  'HEAD',
  'HEART',
  'LUNG',
  'NECK',
  'PELVIS',
  'RIB',
  'SKULL',
  'SPINE',
  'TSPINE',
] as const;
const sexes = ['F', 'M', 'O'] as const;

/** How what a DICOM header says is told, by DICOM's keywords. A code that has no words here stays as it is. */
const dicomValues = {
  Modality: (value: string) => word(modalities, value, (code) => t(`dicom.modality-${code}`)),
  ViewPosition: (value: string) => word(views, value, (code) => t(`dicom.view-${code}`)),
  BodyPartExamined: (value: string) => word(parts, value, (code) => t(`dicom.part-${code}`)),
  PatientSex: (value: string) => word(sexes, value, (code) => t(`dicom.sex-${code}`)),
  PatientAge: describeAge,
  StudyDate: (value: string) => formatDay(value) ?? value,
} as const;

interface ColumnFact {
  readonly label: string;
  readonly value: string;
}

/**
 * What stands in an image's further columns, but for empty ones: what its DICOM header says in a reader's words,
 * anything else as its table has it, marked as the table's so that no name clashes with a fact of the app's.
 */
export function listColumnFacts(columns: ImageColumns | null): ColumnFact[] {
  return Object.entries(columns ?? {})
    .filter(([, value]) => value.trim() !== '')
    .map(([name, value]) => toFact(name, value.trim()));
}

function toFact(name: string, value: string): ColumnFact {
  return isDicomKeyword(name)
    ? { label: t(`dicom.${name}`), value: dicomValues[name](value) }
    : { label: t('image.column', { name }), value };
}

function isDicomKeyword(name: string): name is keyof typeof dicomValues {
  return Object.hasOwn(dicomValues, name);
}

function word<Code extends string>(
  codes: readonly Code[],
  value: string,
  describe: (code: Code) => string,
): string {
  const code = codes.find((each) => each === value.toUpperCase());
  return code === undefined ? value : describe(code);
}

/** DICOM's age string: three digits and D, W, M or Y (PS3.5, 6.2, AS). */
function describeAge(value: string): string {
  const [, count, unit] = /^(\d{3})([DWMY])$/.exec(value) ?? [];
  const known = (['D', 'W', 'M', 'Y'] as const).find((each) => each === unit);
  return known === undefined ? value : tCount(`dicom.age-${known}`, Number(count));
}
