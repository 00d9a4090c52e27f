import { nameSchema } from '../../shared/domain/name.ts';
import { presets } from '../../shared/domain/preset.ts';
import type { RunSettingName, SettingValue, SomeSettings } from '../../shared/domain/run-settings.ts';
import type { AppError } from '../../shared/ipc/app-error.ts';
import type { MethodInput } from '../../shared/ipc/contract.ts';
import { parseSetting, settingFields, toSettingText } from '../setting-field.ts';
import { t } from '../text/t.ts';

/** Settings in the order and the groups in which a form shows them. */
export const settingGroups = {
  learning: ['epochs', 'batchSize', 'learningRate', 'seed'],
  data: ['imageSize', 'limit', 'validationFraction', 'validationFolder', 'scaling', 'sampler'],
  choosing: ['monitor', 'patience'],
  geometry: [
    'cropScaleMinimum',
    'rotationRange',
    'widthShiftRange',
    'heightShiftRange',
    'zoomRange',
    'shearRange',
    'horizontalFlip',
    'verticalFlip',
    'fillMode',
  ],
  greys: [
    'brightnessRange',
    'contrastRange',
    'gammaRange',
    'blurRange',
    'sharpenRange',
    'noiseRange',
    'cutoutSize',
  ],
} as const satisfies Readonly<Record<string, readonly RunSettingName[]>>;
export type SettingGroup = keyof typeof settingGroups;
/** A setting that the form shows; the others are set on the command line. */
export type FormSettingName = (typeof settingGroups)[SettingGroup][number];
/** The groups that say how to train, and those that say how images are changed. */
export const runGroups = ['learning', 'data', 'choosing'] as const satisfies readonly SettingGroup[];
export const augmentationGroups = ['geometry', 'greys'] as const satisfies readonly SettingGroup[];

const settingNames: readonly FormSettingName[] = Object.values(settingGroups).flat();

/** Whether the form shows a setting. */
export function isFormSetting(name: RunSettingName): name is FormSettingName {
  return settingNames.some((each) => each === name);
}

/** What a preset sets; nothing where there is no such preset. */
function listPresetSettings(name: string): SomeSettings {
  const preset = presets.find((each) => each.name === name);
  return preset === undefined ? {} : { imageSize: preset.imageSize, ...preset.settings };
}

/** The training form: what is typed, what is wrong with it, and the request it makes. */
export class TrainForm {
  dataset = $state<number | null>(null);
  preset = $state('');
  name = $state('');
  readonly #presetSettings = $derived(listPresetSettings(this.preset));
  #texts = $state<Partial<Record<RunSettingName, string>>>({});
  /** What the app found wrong, by field; each goes when its field is edited. */
  #rejections = $state<Partial<Record<RunSettingName | 'name', string | null>>>({});

  /** What a setting is where the user says nothing: the preset's value, or else the default. */
  defaultOf(name: RunSettingName): string {
    const own = this.#presetSettings[name];
    return own === undefined ? settingFields[name].defaultText : toSettingText(own);
  }

  textOf(name: RunSettingName): string {
    return this.#texts[name] ?? this.defaultOf(name);
  }

  setText(name: RunSettingName, text: string): void {
    this.#texts[name] = text;
    this.#rejections[name] = null;
  }

  setName(name: string): void {
    this.name = name;
    this.#rejections.name = null;
  }

  isDefault(name: RunSettingName): boolean {
    return this.textOf(name).trim() === this.defaultOf(name);
  }

  get hasChanges(): boolean {
    return settingNames.some((name) => !this.isDefault(name));
  }

  /** Puts every setting back to its default. */
  reset(): void {
    this.#texts = {};
    this.#rejections = {};
  }

  /** What is wrong with a setting, in words; null where nothing is. */
  problemOf(name: RunSettingName): string | null {
    const parsed = parseSetting(settingFields[name], this.textOf(name));
    return 'problem' in parsed ? parsed.problem : (this.#rejections[name] ?? null);
  }

  /** What is wrong with the run's name; an empty one is given by the app. */
  get nameProblem(): string | null {
    if (this.name.trim() === '') return null;
    const parsed = nameSchema.safeParse(this.name.trim());
    if (!parsed.success) return t('name.problem', { reason: parsed.error.issues[0]?.message ?? '' });
    return this.#rejections.name ?? null;
  }

  get isValid(): boolean {
    return (
      this.dataset !== null &&
      this.preset !== '' &&
      this.nameProblem === null &&
      settingNames.every((name) => this.problemOf(name) === null)
    );
  }

  /** The request for `runs:start`; null while something is wrong. Only settings that differ are sent. */
  toRequest(): MethodInput<'runs:start'> | null {
    if (!this.isValid || this.dataset === null) return null;
    const settings: Record<string, SettingValue> = {};
    for (const name of settingNames.filter((each) => !this.isDefault(each))) {
      const parsed = parseSetting(settingFields[name], this.textOf(name));
      if ('value' in parsed) settings[name] = parsed.value;
    }
    return { dataset: this.dataset, preset: this.preset, name: this.name.trim() || null, settings };
  }

  /** Puts the app's error at the field it names. Returns false where it names none of this form's. */
  reject(error: AppError): boolean {
    const field =
      error.code === 'name-taken' || error.code === 'name-invalid' ? 'name' : this.#settingIn(error);
    if (field === null) return false;
    this.#rejections[field] = error.message;
    return true;
  }

  #settingIn(error: AppError): RunSettingName | null {
    if (error.code !== 'setting-invalid') return null;
    return settingNames.find((name) => name === error.details['setting']) ?? null;
  }
}
