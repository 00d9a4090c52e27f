import { z } from 'zod';
import { type RunSettingName, runSettingsSchema } from '../../../shared/domain/run-settings.ts';
import type { MessageDetails } from '../../../shared/ipc/app-error.ts';

/** What a setting may be, for messages and for the command line's help. */
export interface SettingDescription {
  readonly name: RunSettingName;
  readonly kind: 'whole-number' | 'number' | 'choice' | 'yes-no';
  readonly isNullable: boolean;
  /** In words: "a whole number from 1 to 1,024", "one of auto, always, never", "true or false". */
  readonly range: string;
  /** The range in parts, for another language: `minimum`, `maximum`, `choices`, where there are such. */
  readonly bounds: MessageDetails;
  /** The words it may be; none for a number. */
  readonly choices: readonly string[];
  readonly default: string;
}

const jsonSchemaSchema = z.object({
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  maximum: z.number().optional(),
  default: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
});
type JsonSchema = z.infer<typeof jsonSchemaSchema>;

/** Describes one setting from the schema that checks it, so that what is said and what is checked agree. */
export function describeSetting(name: RunSettingName): SettingDescription {
  const schema = z.toJSONSchema(runSettingsSchema.shape[name], { io: 'input' });
  const branches = z.array(jsonSchemaSchema).parse(schema.anyOf ?? [schema]);
  const isNullable = branches.some(({ type }) => type === 'null');
  const value = branches.find(({ type }) => type !== 'null') ?? {};
  const kind = toKind(value);
  return {
    name,
    kind,
    isNullable,
    range: toRange(value, kind) + (isNullable ? ', or none' : ''),
    bounds: toBounds(value),
    choices: value.enum ?? [],
    default: String(jsonSchemaSchema.parse(schema).default ?? 'none'),
  };
}

function toKind({ type, enum: choices }: JsonSchema): SettingDescription['kind'] {
  if (choices !== undefined) return 'choice';
  if (type === 'boolean') return 'yes-no';
  return type === 'integer' ? 'whole-number' : 'number';
}

function toBounds({ minimum, maximum, enum: choices }: JsonSchema): MessageDetails {
  return {
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? {} : { maximum }),
    ...(choices === undefined ? {} : { choices: choices.join(', ') }),
  };
}

function toRange(value: JsonSchema, kind: SettingDescription['kind']): string {
  if (kind === 'choice') return `one of ${(value.enum ?? []).join(', ')}`;
  if (kind === 'yes-no') return 'true or false';
  const noun = kind === 'whole-number' ? 'a whole number' : 'a number';
  const { minimum, exclusiveMinimum, maximum } = value;
  const isBounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  if (exclusiveMinimum !== undefined) {
    return `${noun} above ${toText(exclusiveMinimum)}${isBounded ? `, at most ${toText(maximum)}` : ''}`;
  }
  const lower = minimum === undefined ? '' : ` from ${toText(minimum)}`;
  return `${noun}${lower}${isBounded ? ` to ${toText(maximum)}` : ''}`;
}

function toText(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 6 });
}
