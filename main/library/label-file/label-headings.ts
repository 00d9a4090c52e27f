import { describeCsvPlace, toCsvError } from './csv-error.ts';

/** What a column of a file of labels may say of an image. */
export const labelColumns = ['path', 'label', 'patient', 'split', 'excluded'] as const;
export type LabelColumn = (typeof labelColumns)[number];

/**
 * The headings that each column goes by, the first of them the one this app writes. Upper and lower case,
 * blanks, hyphens and underscores make no difference. Among them are those of NIH ChestX-ray14 ("Image Index",
 * "Finding Labels", "Patient ID").
 */
export const headingNames: Readonly<Record<LabelColumn, readonly string[]>> = {
  path: ['path', 'image', 'image path', 'image index', 'file', 'file path', 'filename', 'image name'],
  label: ['label', 'class', 'class name', 'finding', 'finding labels', 'diagnosis', 'category', 'target'],
  patient: ['patient', 'patient id', 'subject', 'subject id'],
  split: ['split', 'part', 'subset', 'set', 'dataset split'],
  excluded: ['excluded'],
};

/** Where the columns of a file of labels stand, by the names that its first line gives them. */
export interface LabelHeadings {
  /** Places of the columns that are there, from 0. */
  readonly places: ReadonlyMap<LabelColumn, number>;
  /** What the file calls each column. */
  readonly names: readonly string[];
  /** Places of the columns that say something else, which is kept as it is. */
  readonly furtherPlaces: readonly number[];
}

/**
 * Reads the first line of a file of labels.
 * @throws AppError csv-invalid where there is no path or no label, or where two columns have one name
 */
export function readLabelHeadings(csvPath: string, line: number, cells: readonly string[]): LabelHeadings {
  const names = cells.map((cell, place) => cell.trim() || `column ${place + 1}`);
  refuseRepeated(csvPath, line, names);
  const plain = names.map(toPlain);
  const places = new Map<LabelColumn, number>();
  for (const column of labelColumns) {
    const name = headingNames[column].map(toPlain).find((each) => plain.includes(each));
    if (name !== undefined) places.set(column, plain.indexOf(name));
  }
  refuseIncomplete(csvPath, places, cells.length === 0 ? [] : names);
  const taken = new Set(places.values());
  return { places, names, furtherPlaces: [...names.keys()].filter((place) => !taken.has(place)) };
}

function toPlain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '');
}

function refuseRepeated(csvPath: string, line: number, names: readonly string[]): void {
  const repeated = names.find((name, place) => names.indexOf(name) !== place);
  if (repeated === undefined) return;
  throw toCsvError(
    csvPath,
    `names two columns "${repeated}" (${describeCsvPlace(csvPath, line, null)}). Give each a name of its own`,
  );
}

function refuseIncomplete(
  csvPath: string,
  places: ReadonlyMap<LabelColumn, number>,
  names: readonly string[],
): void {
  const missing = (['path', 'label'] as const).filter((column) => !places.has(column));
  if (missing.length === 0) return;
  const found = names.length === 0 ? 'it is empty' : `found ${names.join(', ')}`;
  const others = missing.map(
    (column) => `${column} may also be called ${headingNames[column].slice(1).join(', ')}`,
  );
  throw toCsvError(
    csvPath,
    `lacks the ${missing.length === 1 ? 'column' : 'columns'} ${missing.join(' and ')} (${found}). Its first line must name path and label, and may name patient, split and others; ${others.join('; ')}`,
    { details: { lacks: missing.join(', ') } },
  );
}
