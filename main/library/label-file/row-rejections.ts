import path from 'node:path';
import type { RejectedFile } from '../../../shared/domain/dataset.ts';
import type { MessageDetails } from '../../../shared/ipc/app-error.ts';
import type { FoundImage } from '../found-image.ts';
import { describeCsvPlace } from './csv-error.ts';
import { type LabelRow, readCell } from './read-label-file.ts';
import type { RowProblem } from './read-row-image.ts';

/** Rows that are named one by one; those after them are counted. */
const mostNamed = 10_000;

/** The rows of a CSV file that cannot be used: the first of them with their reasons, the rest by number. */
export class RowRejections {
  readonly #csvPath: string;
  readonly #named: RejectedFile[] = [];
  #others = 0;

  constructor(csvPath: string) {
    this.#csvPath = csvPath;
  }

  add(row: LabelRow, { problem, column, details }: RowProblem): void {
    const place = column === null ? undefined : row.headings.places.get(column);
    this.#addAt(row, place === undefined ? column : (row.headings.names[place] ?? column), problem, details);
  }

  /** Adds a row where it says otherwise of its file than an earlier one did; alike, they are one. */
  addContradiction(row: LabelRow, image: FoundImage, first: FoundImage, firstLine: number): void {
    const column = (['label', 'patient', 'split', 'excluded'] as const).find(
      (each) => meanings[each](image) !== meanings[each](first),
    );
    const counts = `Line ${firstLine} counts; keep one of them`;
    if (column !== undefined) {
      const [says, said] = [meanings[column](image), meanings[column](first)];
      const problem = `says "${says}" of ${image.path}, of which line ${firstLine} says "${said}". ${counts}`;
      this.add(row, { problem, column, details: { says, said, firstLine, file: image.path } });
      return;
    }
    const heading = Object.keys(image.columns ?? {}).find(
      (each) => image.columns?.[each] !== first.columns?.[each],
    );
    if (heading === undefined) return;
    const problem = `says otherwise of ${image.path} than line ${firstLine}. ${counts}`;
    this.#addAt(row, heading, problem, { firstLine, file: image.path });
  }

  list(): RejectedFile[] {
    if (this.#others === 0) return this.#named;
    const message = `${this.#others.toLocaleString('en-US')} more rows of ${this.#csvPath} cannot be used. Mend those named first, and import again.`;
    const details = { more: this.#others, path: this.#csvPath };
    return [...this.#named, { path: path.basename(this.#csvPath), code: 'csv-invalid', message, details }];
  }

  #addAt(row: LabelRow, heading: string | null, problem: string, details: MessageDetails): void {
    if (this.#named.length >= mostNamed) {
      this.#others += 1;
      return;
    }
    const message = `${describeCsvPlace(this.#csvPath, row.line, heading)}: ${problem}.`;
    this.#named.push({
      path: readCell(row, 'path'),
      code: 'csv-invalid',
      message,
      details: {
        csv: path.basename(this.#csvPath),
        line: row.line,
        ...(heading === null ? {} : { column: heading }),
        ...details,
      },
    });
  }
}

/** What a row comes to mean in each column, in words. */
const meanings = {
  label: ({ className }: FoundImage) => className,
  patient: ({ patient }: FoundImage) => patient,
  split: ({ givenSplit }: FoundImage) => givenSplit ?? '',
  excluded: ({ isExcluded }: FoundImage) => (isExcluded ? 'yes' : 'no'),
} as const;
