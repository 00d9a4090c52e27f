import type { RunSettingName } from '../../shared/domain/run-settings.ts';
import type { AppError } from '../../shared/ipc/app-error.ts';
import type { MethodInput } from '../../shared/ipc/contract.ts';
import { parseSetting, settingFields, type SettingField } from '../setting-field.ts';
import { describeError } from '../text/describe.ts';
import { t } from '../text/t.ts';
import { parseValues, type TypedValues } from './parse-values.ts';

type SweepInput = Extract<MethodInput<'studies:start'>['plan'], { kind: 'sweep' }>;
type AxisInput = SweepInput['axes'][number];

/** One setting that a sweep varies, as it is typed. */
export class SweepAxis {
  readonly #isRangeAllowed: () => boolean;
  #setting = $state<RunSettingName>('learningRate');
  #wantsRange = $state(false);
  #texts = $state('');
  #minimum = $state('');
  #maximum = $state('');
  #rejection = $state.raw<AppError | null>(null);
  scale = $state<'linear' | 'log'>('linear');
  readonly #values: TypedValues = $derived(parseValues(this.field, this.#texts));

  /** @param isRangeAllowed false for a grid, which goes through values only */
  constructor(setting: RunSettingName, isRangeAllowed: () => boolean) {
    this.#isRangeAllowed = isRangeAllowed;
    this.setting = setting;
  }

  get setting(): RunSettingName {
    return this.#setting;
  }

  /** Another setting begins anew. A learning rate is looked for in its logarithm, as decades count. */
  set setting(setting: RunSettingName) {
    this.#setting = setting;
    this.#texts = '';
    this.#minimum = '';
    this.#maximum = '';
    this.#rejection = null;
    this.scale = setting === 'learningRate' ? 'log' : 'linear';
  }

  get field(): SettingField {
    return settingFields[this.#setting];
  }

  get isNumber(): boolean {
    return this.field.kind === 'integer' || this.field.kind === 'number';
  }

  /** Whether it is drawn from a range, and not one of some values. */
  get isRange(): boolean {
    return this.#wantsRange && this.isNumber && this.#isRangeAllowed();
  }

  set isRange(isRange: boolean) {
    this.#wantsRange = isRange;
    this.#rejection = null;
  }

  /** Values as they are typed, with commas or semicolons between. */
  get texts(): string {
    return this.#texts;
  }

  set texts(texts: string) {
    this.#texts = texts;
    this.#rejection = null;
  }

  get minimum(): string {
    return this.#minimum;
  }

  set minimum(text: string) {
    this.#minimum = text;
    this.#rejection = null;
  }

  get maximum(): string {
    return this.#maximum;
  }

  set maximum(text: string) {
    this.#maximum = text;
    this.#rejection = null;
  }

  /** The choices that are ticked, of a setting that is no number. */
  get chosen(): readonly string[] {
    return this.#texts.split(',').filter(Boolean);
  }

  toggle(choice: string): void {
    const { chosen } = this;
    const next = this.field.choices.filter((each) => chosen.includes(each) !== (each === choice));
    this.texts = next.join(',');
  }

  /** How many values it takes; null for a range. */
  get size(): number | null {
    if (this.isRange) return null;
    const parsed = this.#values;
    return 'values' in parsed ? new Set(parsed.values).size : 0;
  }

  /** What is wrong with it, in words; null where nothing is, or nothing is typed yet. */
  get problem(): string | null {
    if (this.#rejection !== null) return describeError(this.#rejection);
    if (!this.isRange) return 'problem' in this.#values ? this.#values.problem : null;
    const bounds: number[] = [];
    for (const text of [this.#minimum, this.#maximum].filter((each) => each.trim() !== '')) {
      const parsed = parseSetting(this.field, text);
      if ('problem' in parsed) return parsed.problem;
      bounds.push(Number(parsed.value));
    }
    const [minimum, maximum] = bounds;
    if (minimum === undefined || maximum === undefined) return null;
    if (minimum >= maximum) return t('studies.range-not-rising');
    if (this.scale === 'log' && minimum <= 0) return t('studies.range-not-positive');
    return null;
  }

  get isValid(): boolean {
    const isComplete = this.isRange
      ? this.#minimum.trim() !== '' && this.#maximum.trim() !== ''
      : this.size !== 0;
    return isComplete && this.problem === null;
  }

  /** What the app found wrong with it; goes when it is edited. */
  reject(error: AppError): void {
    this.#rejection = error;
  }

  /** As `studies:start` takes it; to be asked of a valid one. */
  toInput(): AxisInput {
    if (this.isRange) {
      return {
        setting: this.#setting,
        minimum: this.#toBound(this.#minimum),
        maximum: this.#toBound(this.#maximum),
        scale: this.scale,
      };
    }
    return { setting: this.#setting, values: 'values' in this.#values ? [...this.#values.values] : [] };
  }

  #toBound(text: string): number {
    const parsed = parseSetting(this.field, text);
    return 'value' in parsed ? Number(parsed.value) : NaN;
  }
}
