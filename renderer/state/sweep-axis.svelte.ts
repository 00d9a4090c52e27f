import type { RunSettingName, SettingValue } from '../../shared/domain/run-settings.ts';
import type { AppError } from '../../shared/ipc/app-error.ts';
import type { MethodInput } from '../../shared/ipc/contract.ts';
import { parseSetting, settingFields, type SettingField } from '../setting-field.ts';
import { describeError } from '../text/describe.ts';
import { t } from '../text/t.ts';

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

  /** Values as they are typed, with commas between. */
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
    return splitTexts(this.#texts);
  }

  toggle(choice: string): void {
    const { chosen } = this;
    const next = this.field.choices.filter((each) => chosen.includes(each) !== (each === choice));
    this.texts = next.join(',');
  }

  /** How many values it takes; null for a range. */
  get size(): number | null {
    return this.isRange ? null : new Set(splitTexts(this.#texts)).size;
  }

  /** What is wrong with it, in words; null where nothing is, or nothing is typed yet. */
  get problem(): string | null {
    if (this.#rejection !== null) return describeError(this.#rejection);
    const texts = this.isRange ? [this.#minimum, this.#maximum].filter(Boolean) : splitTexts(this.#texts);
    for (const text of texts) {
      const parsed = parseSetting(this.field, text);
      if ('problem' in parsed) return parsed.problem;
    }
    if (!this.isRange || texts.length < 2) return null;
    if (Number(this.#minimum) >= Number(this.#maximum)) return t('studies.range-not-rising');
    if (this.scale === 'log' && Number(this.#minimum) <= 0) return t('studies.range-not-positive');
    return null;
  }

  get isValid(): boolean {
    const isComplete = this.isRange
      ? this.#minimum.trim() !== '' && this.#maximum.trim() !== ''
      : splitTexts(this.#texts).length > 0;
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
        minimum: Number(this.#minimum),
        maximum: Number(this.#maximum),
        scale: this.scale,
      };
    }
    return {
      setting: this.#setting,
      values: splitTexts(this.#texts).flatMap((text) => this.#toValues(text)),
    };
  }

  #toValues(text: string): SettingValue[] {
    const parsed = parseSetting(this.field, text);
    return 'value' in parsed ? [parsed.value] : [];
  }
}

function splitTexts(texts: string): string[] {
  return texts
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '');
}
