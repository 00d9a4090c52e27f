import type { DiagnosedImage } from '../../state/diagnosis.svelte.ts';
import { describeError } from '../../text/describe.ts';

const columnsBefore = ['file', 'patient', 'model', 'positive_class', 'label', 'probability'];
const columnsAfter = ['operating_point', 'views', 'warnings', 'verdict', 'comment', 'reviewed_at', 'error'];

/** What spreadsheets take for the beginning of a formula. */
const formulaStart = /^[=+\-@\t\r]/;

/**
 * Results as a CSV file by RFC 4180: a header, CRLF after every row, cells quoted where they must be. It begins
 * with the mark that tells spreadsheets of UTF-8; text that one would run as a formula gets an apostrophe first.
 * A model of more than two classes has a column a class, named `probability_of_` and the class.
 */
export function makeResultsCsv(
  images: readonly DiagnosedImage[],
  {
    modelName,
    positiveClass,
    classes,
  }: {
    readonly modelName: string;
    readonly positiveClass: string;
    readonly classes: readonly string[];
  },
): string {
  const listed = classes.length > 2 ? classes : [];
  const header = [...columnsBefore, ...listed.map((name) => `probability_of_${name}`), ...columnsAfter];
  const rows = images.map(({ name, prediction, review, error }) => [
    toText(name),
    toText(prediction?.patient ?? ''),
    toText(modelName),
    toText(positiveClass),
    toText(prediction?.label ?? ''),
    String(prediction?.probability ?? ''),
    ...listed.map((name) => String(prediction?.probabilities?.[name] ?? '')),
    String(prediction?.threshold ?? ''),
    String(prediction?.views ?? ''),
    (prediction?.flags ?? []).join(' '),
    review?.verdict ?? '',
    toText(review?.comment ?? ''),
    review?.createdAt ?? '',
    toText(error === null ? '' : describeError(error)),
  ]);
  return `\ufeff${[header, ...rows].map((cells) => `${cells.map(quote).join(',')}\r\n`).join('')}`;
}

function toText(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
