import { z } from 'zod';
import { runSettingsSchema, type RunSettingName } from '../shared/domain/run-settings.ts';
import { formatNumber } from './text/format-number.ts';
import { t } from './text/t.ts';

/** What a form must know of one training setting; read from the schema, so the two can't drift apart. */
export interface SettingField {
  readonly name: RunSettingName;
  readonly kind: 'integer' | 'number' | 'choice';
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
const nullShape = z.object({ type: z.literal('null') });
const shapeSchema = z.union([
  numberShape,
  choiceShape,
  z.object({ anyOf: z.tuple([numberShape, nullShape]) }),
]);

/** The field of every setting. */
export const settingFields: Readonly<Record<RunSettingName, SettingField>> = {
  epochs: toSettingField('epochs'),
  batchSize: toSettingField('batchSize'),
  imageSize: toSettingField('imageSize'),
  learningRate: toSettingField('learningRate'),
  seed: toSettingField('seed'),
  limit: toSettingField('limit'),
  validationFraction: toSettingField('validationFraction'),
  validationFolder: toSettingField('validationFolder'),
  monitor: toSettingField('monitor'),
  patience: toSettingField('patience'),
};

function toSettingField(name: RunSettingName): SettingField {
  const schema = runSettingsSchema.shape[name];
  const shape = shapeSchema.parse(z.toJSONSchema(schema, { io: 'input' }));
  const defaultValue = schema.parse(undefined);
  const base = {
    name,
    isOptional: 'anyOf' in shape,
    defaultText: defaultValue === null ? '' : String(defaultValue),
  };
  const bounds = 'anyOf' in shape ? shape.anyOf[0] : shape;
  if ('enum' in bounds) {
    return {
      ...base,
      kind: 'choice',
      minimum: null,
      isMinimumExcluded: false,
      maximum: null,
      choices: bounds.enum,
    };
  }
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

/** The range of a number field in words, such as "1 to 10,000" or "8 or more"; empty for a choice. */
export function describeRange(field: SettingField): string {
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
): { readonly value: string | number | null } | { readonly problem: string } {
  const trimmed = text.trim();
  if (field.kind === 'choice') return { value: trimmed };
  if (trimmed === '' && field.isOptional) return { value: null };
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : NaN;
  if (runSettingsSchema.shape[field.name].safeParse(value).success) return { value };
  const range = describeRange(field);
  return {
    problem:
      field.kind === 'integer' ? t('range.expect-integer', { range }) : t('range.expect-number', { range }),
  };
}
