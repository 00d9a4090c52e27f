import { presets } from '../../shared/domain/preset.ts';
import {
  runSettingNames,
  runSettingsSchema,
  type RunSettingName,
  type RunSettings,
  type SettingValue,
  type SomeSettings,
} from '../../shared/domain/run-settings.ts';
import type { AppError } from '../../shared/ipc/app-error.ts';
import type { MethodInput } from '../../shared/ipc/contract.ts';
import { parseSetting, settingFields, toSettingText } from '../setting-field.ts';
import { findNameProblem } from '../name-problem.ts';
import { describeError } from '../text/describe.ts';
import { datasets } from './datasets.svelte.ts';
import { NetworkEditor } from './network-editor.svelte.ts';
import { formSettingNames, isRelevant, settingGroups, type SettingGroup } from './setting-groups.ts';

/** What a preset sets; nothing where there is no such preset. */
function listPresetSettings(name: string): SomeSettings {
  const preset = presets.find((each) => each.name === name);
  return preset === undefined ? {} : { imageSize: preset.imageSize, ...preset.settings };
}

/** The classes of a dataset's images that count; two where there are fewer, as networks have at least. */
function countDatasetClasses(id: number | null): number {
  const dataset = datasets.find(id);
  return Math.max(2, Object.values(dataset?.classes ?? {}).filter((images) => images > 0).length);
}

/** The training form: what is typed, what is wrong with it, and the request it makes. */
export class TrainForm {
  dataset = $state<number | null>(null);
  /** What one gets who chooses none, from the start: every field stands at its values. */
  preset = $state(presets[0]?.name ?? '');
  name = $state('');
  readonly #presetSettings = $derived(listPresetSettings(this.preset));
  #texts = $state<Partial<Record<RunSettingName, string | undefined>>>({});
  /** What the app found wrong, by field; each goes when its field is edited. */
  #rejections = $state<Partial<Record<RunSettingName | 'name', AppError | null>>>({});
  readonly #settings = $derived(this.#readSettings());
  /** A network of the user's own, in place of the preset's. */
  readonly network = new NetworkEditor(() => ({
    imageSize: this.#settings.imageSize,
    classes: this.#countClasses(this.dataset),
  }));
  readonly #isDecidedElsewhere: (name: RunSettingName) => boolean;
  readonly #countClasses: (dataset: number | null) => number;

  /**
   * @param isDecidedElsewhere tells settings that are neither shown nor sent, as those that a study varies
   * @param countClasses how many classes a dataset has, by which a network of the user's own ends
   */
  constructor(
    isDecidedElsewhere: (name: RunSettingName) => boolean = () => false,
    countClasses: (dataset: number | null) => number = countDatasetClasses,
  ) {
    this.#isDecidedElsewhere = isDecidedElsewhere;
    this.#countClasses = countClasses;
  }

  /** Every setting as it would be trained with; where a field is wrong, what it would be untouched. */
  get settings(): RunSettings {
    return this.#settings;
  }

  /** What a setting is where the user says nothing: the preset's value, or else the default. */
  defaultOf(name: RunSettingName): SettingValue {
    const own = this.#presetSettings[name];
    return own === undefined ? settingFields[name].defaultValue : own;
  }

  textOf(name: RunSettingName): string {
    return this.#texts[name] ?? toSettingText(this.defaultOf(name));
  }

  setText(name: RunSettingName, text: string): void {
    this.#texts[name] = text;
    this.#rejections[name] = null;
  }

  setName(name: string): void {
    this.name = name;
    this.#rejections.name = null;
  }

  /** Whether a setting makes a difference beside the others; one that doesn't is neither shown nor sent. */
  isRelevant(name: RunSettingName): boolean {
    return !this.#isDecidedElsewhere(name) && isRelevant(name, this.#settings);
  }

  isDefault(name: RunSettingName): boolean {
    const own = parseSetting(settingFields[name], this.textOf(name));
    return 'value' in own && own.value === this.defaultOf(name);
  }

  get hasChanges(): boolean {
    return (
      this.network.layers !== null ||
      formSettingNames.some((name) => this.isRelevant(name) && !this.isDefault(name))
    );
  }

  /** How many settings of some groups differ from the preset's. */
  countChanges(groups: readonly SettingGroup[]): number {
    return this.#countIn(groups, (name) => !this.isDefault(name));
  }

  /** How many settings of some groups are wrong. */
  countProblems(groups: readonly SettingGroup[]): number {
    return this.#countIn(groups, (name) => this.problemOf(name) !== null);
  }

  /** Puts every setting back to its default, or one alone. */
  reset(name?: RunSettingName): void {
    if (name === undefined) {
      this.#texts = {};
      this.#rejections = {};
      this.network.reset();
    } else {
      this.#texts[name] = undefined;
      this.#rejections[name] = null;
    }
  }

  /** What is wrong with a setting, in words; null where nothing is. */
  problemOf(name: RunSettingName): string | null {
    const parsed = parseSetting(settingFields[name], this.textOf(name));
    return 'problem' in parsed ? parsed.problem : this.#rejectionOf(name);
  }

  /** What is wrong with the run's name; an empty one is given by the app. */
  get nameProblem(): string | null {
    if (this.name.trim() === '') return null;
    return findNameProblem(this.name) ?? this.#rejectionOf('name');
  }

  get isValid(): boolean {
    return (
      this.dataset !== null &&
      this.preset !== '' &&
      this.nameProblem === null &&
      this.network.isValid &&
      formSettingNames.every((name) => !this.isRelevant(name) || this.problemOf(name) === null)
    );
  }

  /** The request for `runs:start`; null while something is wrong. Only settings that differ are sent. */
  toRequest(): MethodInput<'runs:start'> | null {
    if (!this.isValid || this.dataset === null) return null;
    const changed = formSettingNames.filter((name) => this.isRelevant(name) && !this.isDefault(name));
    const settings: Record<string, SettingValue> = Object.fromEntries(
      changed.map((name) => [name, this.#settings[name]]),
    );
    const { layers } = this.network;
    return {
      dataset: this.dataset,
      preset: this.preset,
      name: this.name.trim() || null,
      settings,
      ...(layers === null ? {} : { network: [...layers] }),
    };
  }

  /** Puts the app's error at the field it names. Returns false where it names none of this form's. */
  reject(error: AppError): boolean {
    const field =
      error.code === 'name-taken' || error.code === 'name-invalid' ? 'name' : this.#settingIn(error);
    if (field === null) return false;
    this.#rejections[field] = error;
    return true;
  }

  #rejectionOf(field: RunSettingName | 'name'): string | null {
    const rejection = this.#rejections[field] ?? null;
    return rejection === null ? null : describeError(rejection);
  }

  #readSettings(): RunSettings {
    const values = runSettingNames.map((name): [RunSettingName, SettingValue | undefined] => {
      const typed = parseSetting(settingFields[name], this.textOf(name));
      return [name, 'value' in typed ? typed.value : this.#presetSettings[name]];
    });
    return runSettingsSchema.parse(Object.fromEntries(values));
  }

  #countIn(groups: readonly SettingGroup[], counts: (name: RunSettingName) => boolean): number {
    return groups
      .flatMap((group): readonly RunSettingName[] => settingGroups[group])
      .filter((name) => this.isRelevant(name) && counts(name)).length;
  }

  #settingIn(error: AppError): RunSettingName | null {
    if (error.code !== 'setting-invalid') return null;
    return formSettingNames.find((name) => name === error.details['setting']) ?? null;
  }
}
