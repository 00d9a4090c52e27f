import { z } from 'zod';
import {
  runSettingNames,
  runSettingsSchema,
  type RunSettingName,
  type SettingValue,
} from '../shared/domain/run-settings.ts';
import { formatNumber } from './text/format-number.ts';
import { t } from './text/t.ts';
import { parseDecimal, readWhole, toNumberText } from './typed-number.ts';

/** What a form must know of one training setting; read from the schema, so the two can't drift apart. */
export interface SettingField {
  readonly name: RunSettingName;
  readonly kind: 'integer' | 'number' | 'choice' | 'yes-no';
  readonly minimum: number | null;
  /** True where `minimum` itself is not allowed. */
  readonly isMinimumExcluded: boolean;
  readonly maximum: number | null;
  readonly choices: readonly string[];
  /** An empty field means null. */
  readonly isOptional: boolean;
  readonly defaultValue: SettingValue;
}

const numberShape = z.object({
  type: z.enum(['integer', 'number']),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  maximum: z.number().optional(),
});
const choiceShape = z.object({ type: z.literal('string'), enum: z.array(z.string()) });
const yesNoShape = z.object({ type: z.literal('boolean') });
const nullShape = z.object({ type: z.literal('null') });
const shapeSchema = z.union([
  numberShape,
  choiceShape,
  yesNoShape,
  z.object({ anyOf: z.tuple([numberShape, nullShape]) }),
]);

/** The field of every setting. */
export const settingFields = Object.fromEntries(
  runSettingNames.map((name) => [name, toSettingField(name)]),
) as Readonly<Record<RunSettingName, SettingField>>;

function toSettingField(name: RunSettingName): SettingField {
  const schema = runSettingsSchema.shape[name];
  const shape = shapeSchema.parse(z.toJSONSchema(schema, { io: 'input' }));
  const base = { name, isOptional: 'anyOf' in shape, defaultValue: schema.parse(undefined) };
  const bounds = 'anyOf' in shape ? shape.anyOf[0] : shape;
  const unbounded = { ...base, minimum: null, isMinimumExcluded: false, maximum: null };
  if ('enum' in bounds) return { ...unbounded, kind: 'choice', choices: bounds.enum };
  if (bounds.type === 'boolean') return { ...unbounded, kind: 'yes-no', choices: ['true', 'false'] };
  const { type, minimum, exclusiveMinimum, maximum } = bounds;
  return {
    ...base,
    kind: type,
    minimum: minimum ?? exclusiveMinimum ?? null,
    isMinimumExcluded: minimum === undefined && exclusiveMinimum !== undefined,
    maximum: maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? null : maximum,
    choices: [],
  };
}

/** A value as a user would type it in the interface's language. */
export function toSettingText(value: SettingValue): string {
  if (value === null) return '';
  return typeof value === 'number' ? toNumberText(value) : String(value);
}

/** The range of a number field in words, such as "1 to 10,000" or "8 or more"; empty for a choice. */
export function describeRange(
  field: Pick<SettingField, 'minimum' | 'isMinimumExcluded' | 'maximum'>,
): string {
  if (field.minimum === null) return '';
  const minimum = formatNumber(field.minimum);
  if (field.maximum === null) return t('range.from', { minimum });
  const maximum = formatNumber(field.maximum);
  return field.isMinimumExcluded
    ? t('range.above', { minimum, maximum })
    : t('range.between', { minimum, maximum });
}

/**
 * The value that a user's text stands for, or what is wrong with it in words.
 *
 * @param text as typed; blanks around it don't count
 */
export function parseSetting(
  field: SettingField,
  text: string,
): { readonly value: SettingValue } | { readonly problem: string } {
  const trimmed = text.trim();
  if (field.kind === 'choice') return { value: trimmed };
  if (field.kind === 'yes-no') return { value: trimmed === 'true' };
  if (trimmed === '' && field.isOptional) return { value: null };
  const isAllowed = (value: number | null): boolean =>
    runSettingsSchema.shape[field.name].safeParse(value).success;
  const range = describeRange(field);
  if (field.kind === 'number') return parseDecimal(trimmed, isAllowed, t('range.expect-number', { range }));
  const value = readWhole(trimmed);
  if (value !== null && isAllowed(value)) return { value };
  return { problem: describeExpectedWhole(trimmed, range) };
}

/** What is to be entered in place of a text that is no whole number of a range, in words. */
export function describeExpectedWhole(text: string, range: string): string {
  return t(/[.,]/.test(text) ? 'range.expect-digits' : 'range.expect-integer', { range });
}
