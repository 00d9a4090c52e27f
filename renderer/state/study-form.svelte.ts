import type { RunSettingName } from '../../shared/domain/run-settings.ts';
import { foldCounts, mostStudyMinutes, mostTrials, type StudyKind } from '../../shared/domain/study.ts';
import type { AppError } from '../../shared/ipc/app-error.ts';
import type { MethodInput } from '../../shared/ipc/contract.ts';
import { describeExpectedWhole, describeRange } from '../setting-field.ts';
import { t } from '../text/t.ts';
import { parseDecimal, readWhole, type TypedNumber } from '../typed-number.ts';
import { formSettingNames } from './setting-groups.ts';
import { SweepAxis } from './sweep-axis.svelte.ts';
import { TrainForm } from './train-form.svelte.ts';

/** How many trials a random search makes where nothing is said. */
const usualTrials = 20;

/** How a cross-validation divides images: by its folds, whatever else is set. */
const decidedByFolds: ReadonlySet<RunSettingName> = new Set([
  'folds',
  'fold',
  'validationFolder',
  'validationFraction',
]);

/** The form that starts a study: what all trials have in common, and in what they differ. */
export class StudyForm {
  readonly kind: StudyKind;
  /** What all trials have in common, the study's name among it. */
  readonly training = new TrainForm((name) => this.#isDecidedByPlan(name));
  folds = $state('5');
  search = $state<'grid' | 'random'>('grid');
  trials = $state('');
  minutes = $state('');
  #axes = $state.raw<readonly SweepAxis[]>([]);

  constructor(kind: StudyKind) {
    this.kind = kind;
    if (kind === 'sweep') this.addAxis();
  }

  get axes(): readonly SweepAxis[] {
    return this.#axes;
  }

  /** Adds a setting to vary: the learning rate, or the first that isn't varied yet. */
  addAxis(): void {
    const [setting] = this.listFreeSettings(null);
    if (setting === undefined) return;
    this.#axes = [...this.#axes, new SweepAxis(setting, () => this.search === 'random')];
  }

  removeAxis(removed: SweepAxis): void {
    this.#axes = this.#axes.filter((axis) => axis !== removed);
  }

  /** Settings that an axis may vary: its own, and those that no other one varies; usual ones first. */
  listFreeSettings(axis: SweepAxis | null): readonly RunSettingName[] {
    const taken = new Set(this.#axes.filter((each) => each !== axis).map(({ setting }) => setting));
    const usual: readonly RunSettingName[] = ['learningRate', 'batchSize', 'optimizer'];
    return [...new Set([...usual, ...formSettingNames])].filter((name) => !taken.has(name));
  }

  get foldsProblem(): string | null {
    return findWholeProblem(this.folds, foldCounts.least, foldCounts.most);
  }

  get trialsProblem(): string | null {
    return this.trials.trim() === '' ? null : findWholeProblem(this.trials, 1, mostTrials);
  }

  get minutesProblem(): string | null {
    const minutes = this.#minutes;
    return minutes !== null && 'problem' in minutes ? minutes.problem : null;
  }

  /** How many trials it will make; null while that cannot be told. A random search of few values makes fewer. */
  get count(): number | null {
    if (this.kind === 'cross-validation') return this.foldsProblem === null ? Number(this.folds) : null;
    if (this.trialsProblem !== null || !this.#areAxesValid) return null;
    const limit = this.trials.trim() === '' ? null : Number(this.trials);
    const combinations = this.#axes.reduce((product, { size }) => product * (size ?? Infinity), 1);
    return Math.min(combinations, limit ?? (this.search === 'random' ? usualTrials : combinations));
  }

  get countProblem(): string | null {
    return this.count !== null && this.count > mostTrials
      ? t('studies.too-many', { count: this.count, maximum: mostTrials })
      : null;
  }

  /** Whether a setting that is varied has no values yet, and nothing that is typed is wrong. */
  get isIncomplete(): boolean {
    return (
      this.kind === 'sweep' &&
      this.trialsProblem === null &&
      this.#axes.every(({ problem }) => problem === null) &&
      !this.#areAxesValid
    );
  }

  get isValid(): boolean {
    return (
      this.training.isValid &&
      this.count !== null &&
      this.countProblem === null &&
      (this.kind === 'cross-validation' || this.minutesProblem === null)
    );
  }

  /** The request for `studies:start`; null while something is wrong. */
  toRequest(): MethodInput<'studies:start'> | null {
    const training = this.training.toRequest();
    if (training === null || !this.isValid) return null;
    const { dataset, preset, name, settings } = training;
    return { dataset, preset, name, settings, plan: this.#toPlan() };
  }

  /** Puts the app's error at the field it names. Returns false where it names none of this form's. */
  reject(error: AppError): boolean {
    const axis = this.#axes.find(({ setting }) => setting === error.details['setting']);
    if (axis === undefined) return this.training.reject(error);
    axis.reject(error);
    return true;
  }

  #toPlan(): MethodInput<'studies:start'>['plan'] {
    if (this.kind === 'cross-validation') return { kind: this.kind, folds: Number(this.folds) };
    return {
      kind: this.kind,
      search: this.search,
      axes: this.#axes.map((axis) => axis.toInput()),
      trials: this.trials.trim() === '' ? null : Number(this.trials),
      minutes: this.#minutes !== null && 'value' in this.#minutes ? this.#minutes.value : null,
    };
  }

  /** Null where nothing is typed, and the study goes on till its end. */
  get #minutes(): TypedNumber | null {
    if (this.minutes.trim() === '') return null;
    const isAllowed = (minutes: number): boolean => minutes > 0 && minutes <= mostStudyMinutes;
    return parseDecimal(this.minutes, isAllowed, t('studies.minutes-problem', { maximum: mostStudyMinutes }));
  }

  get #areAxesValid(): boolean {
    return this.#axes.length > 0 && this.#axes.every(({ isValid }) => isValid);
  }

  #isDecidedByPlan(name: RunSettingName): boolean {
    return this.kind === 'cross-validation'
      ? decidedByFolds.has(name)
      : this.#axes.some(({ setting }) => setting === name);
  }
}

function findWholeProblem(text: string, minimum: number, maximum: number): string | null {
  const value = readWhole(text);
  return value !== null && value >= minimum && value <= maximum
    ? null
    : describeExpectedWhole(text, describeRange({ minimum, isMinimumExcluded: false, maximum }));
}
