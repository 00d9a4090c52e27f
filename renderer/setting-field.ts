import { z } from 'zod';
import {
  runSettingNames,
  runSettingsSchema,
  type RunSettingName,
  type SettingValue,
} from '../shared/domain/run-settings.ts';
import { formatNumber } from './text/format-number.ts';
import { t } from './text/t.ts';

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
  /** The default as a user would type it. */
  readonly defaultText: string;
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
  const defaultValue = schema.parse(undefined);
  const base = {
    name,
    isOptional: 'anyOf' in shape,
    defaultText: toSettingText(defaultValue),
  };
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

/** A value as a user would type it. */
export function toSettingText(value: SettingValue): string {
  return value === null ? '' : String(value);
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

/** A whole number has no point: `10.000` is ten thousand where Vietnamese is written, and ten elsewhere. */
const numberTexts = {
  integer: /^[+-]?\d+(e\+?\d+)?$/i,
  number: /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i,
};

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
  const value = numberTexts[field.kind].test(trimmed) ? Number(trimmed) : NaN;
  if (runSettingsSchema.shape[field.name].safeParse(value).success) return { value };
  const range = describeRange(field);
  return {
    problem:
      field.kind === 'integer' ? t('range.expect-integer', { range }) : t('range.expect-number', { range }),
  };
}
