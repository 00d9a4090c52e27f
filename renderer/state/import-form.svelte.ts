import { classWordSchema } from '../../shared/domain/class-word.ts';
import { defaultPatientPatterns } from '../../shared/domain/patient.ts';
import type { AppError, AppErrorCode } from '../../shared/ipc/app-error.ts';
import type { MethodInput } from '../../shared/ipc/contract.ts';
import { findPatternProblem, type DraftPattern } from '../patient-patterns.ts';
import { findNameProblem } from '../name-problem.ts';
import { describeError } from '../text/describe.ts';
import { t } from '../text/t.ts';

/** The last part of a path of Windows or of others, less a table's ending: what a dataset may be called. */
export function suggestDatasetName(path: string): string {
  const last = path.split(/[\\/]/).findLast((part) => part.trim() !== '') ?? '';
  return last
    .replace(/\.csv$/i, '')
    .trim()
    .slice(0, 100);
}

const codesOfPath: ReadonlySet<AppErrorCode> = new Set<AppErrorCode>([
  'path-not-found',
  'path-unreadable',
  'dataset-empty',
  'dataset-without-classes',
]);
const codesOfName: ReadonlySet<AppErrorCode> = new Set<AppErrorCode>(['name-taken', 'name-invalid']);

/** The import form: what is typed, what is wrong with it, and the request it makes. */
export class ImportForm {
  #path = $state('');
  /** Null until the user has typed a name: it then follows the path. */
  #name = $state<string | null>(null);
  #rejection = $state.raw<AppError | null>(null);
  csv = $state('');
  negativeClass = $state('');
  /** Words divided by commas or blanks. */
  classWords = $state('');
  patterns = $state<DraftPattern[]>([]);

  /** @param draft a request to begin with, for correcting it */
  constructor(draft: MethodInput<'imports:start'> | null = null) {
    this.resetPatterns();
    if (draft === null) return;
    this.#path = draft.path;
    this.#name = draft.name;
    this.csv = draft.csv ?? '';
    this.negativeClass = draft.negativeClass ?? '';
    this.classWords = draft.classWords?.join(', ') ?? '';
    if (draft.patientPatterns) this.patterns = draft.patientPatterns.map((pattern) => ({ ...pattern }));
  }

  get path(): string {
    return this.#path;
  }

  set path(path: string) {
    this.#path = path;
    this.#rejection = null;
  }

  get name(): string {
    return this.#name ?? suggestDatasetName(this.#path);
  }

  set name(name: string) {
    this.#name = name;
    this.#rejection = null;
  }

  get hasDefaultPatterns(): boolean {
    return JSON.stringify(this.patterns) === JSON.stringify(defaultPatientPatterns);
  }

  resetPatterns(): void {
    this.patterns = defaultPatientPatterns.map((pattern) => ({ ...pattern }));
  }

  addPattern(): void {
    this.patterns.push({ name: '', expression: '' });
  }

  removePattern(position: number): void {
    this.patterns.splice(position, 1);
  }

  patternProblemAt(position: number): string | null {
    return findPatternProblem(this.patterns, position);
  }

  get classWordsProblem(): string | null {
    const wrong = this.#listClassWords().find((word) => !classWordSchema.safeParse(word).success);
    return wrong === undefined ? null : t('import.class-words-problem', { word: wrong });
  }

  #listClassWords(): string[] {
    return this.classWords.split(/[,;\s]+/).filter((word) => word !== '');
  }

  get pathProblem(): string | null {
    return this.#rejectionOf(codesOfPath);
  }

  get nameProblem(): string | null {
    const problem = this.name === '' ? null : findNameProblem(this.name);
    return problem ?? this.#rejectionOf(codesOfName);
  }

  /** What the app refused that belongs to no field above. */
  get otherProblem(): string | null {
    const rejection = this.#rejection;
    if (rejection === null || codesOfPath.has(rejection.code) || codesOfName.has(rejection.code)) return null;
    return describeError(rejection);
  }

  get isValid(): boolean {
    return (
      this.path.trim() !== '' &&
      findNameProblem(this.name) === null &&
      this.classWordsProblem === null &&
      this.patterns.every((_, position) => this.patternProblemAt(position) === null)
    );
  }

  /** The request for `imports:start`; null while something is wrong. */
  toRequest(): MethodInput<'imports:start'> | null {
    if (!this.isValid) return null;
    const classWords = this.#listClassWords();
    return {
      path: this.path.trim(),
      name: this.name.trim(),
      csv: this.csv.trim() || null,
      classWords: classWords.length === 0 ? null : classWords,
      negativeClass: this.negativeClass.trim() || null,
      patientPatterns: this.hasDefaultPatterns ? null : $state.snapshot(this.patterns),
    };
  }

  reject(error: AppError): void {
    this.#rejection = error;
  }

  #rejectionOf(codes: ReadonlySet<AppErrorCode>): string | null {
    const rejection = this.#rejection;
    return rejection !== null && codes.has(rejection.code) ? describeError(rejection) : null;
  }
}
