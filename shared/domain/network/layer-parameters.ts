import { z } from 'zod';
import { networkLayerSchemas, type NetworkLayerType } from './network-layer.ts';

const parameterNames = [
  ...(['filters', 'units', 'kernelSize', 'poolSize', 'strides', 'padding', 'depthMultiplier'] as const),
  ...(['activation', 'useBias', 'rate', 'stddev', 'negativeSlope', 'momentum', 'epsilon'] as const),
] as const;
export type LayerParameterName = (typeof parameterNames)[number];

/** What may be said of one parameter of a layer; read from its schema. */
export interface LayerParameter {
  readonly name: LayerParameterName;
  /** A whole number may also be a window's two sides, where `hasTwoSides`. */
  readonly kind: 'integer' | 'number' | 'choice' | 'yes-no';
  readonly choices: readonly string[];
  /** Null where it is no number, as `maximum`. */
  readonly minimum: number | null;
  readonly isMinimumExcluded: boolean;
  readonly maximum: number | null;
  readonly hasTwoSides: boolean;
  readonly isRequired: boolean;
  /** What it is where nothing is said; null for one that must be said, and for strides as large as the window. */
  readonly defaultValue: string | number | boolean | null;
}

interface Property {
  readonly type?: string | undefined;
  readonly enum?: readonly string[] | undefined;
  readonly minimum?: number | undefined;
  readonly exclusiveMinimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly default?: string | number | boolean | null | undefined;
  readonly anyOf?: readonly Property[] | undefined;
}

const propertySchema: z.ZodType<Property> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    enum: z.array(z.string()).optional(),
    minimum: z.number().optional(),
    exclusiveMinimum: z.number().optional(),
    maximum: z.number().optional(),
    default: z.union([z.string(), z.number(), z.boolean()]).nullable().optional(),
    anyOf: z.array(propertySchema).optional(),
  }),
);
const layerShape = z.object({
  properties: z.partialRecord(z.enum([...parameterNames, 'type']), propertySchema),
  required: z.array(z.string()),
});

export const layerTypes = Object.keys(networkLayerSchemas) as readonly NetworkLayerType[];

const read = new Map<NetworkLayerType, readonly LayerParameter[]>();

/** The parameters of a type of layer, in the order in which a form shows them. */
export function listLayerParameters(type: NetworkLayerType): readonly LayerParameter[] {
  const known = read.get(type);
  if (known !== undefined) return known;
  const { properties, required } = layerShape.parse(
    z.toJSONSchema(networkLayerSchemas[type], { io: 'input' }),
  );
  const parameters = parameterNames.flatMap((name) => {
    const property = properties[name];
    return property === undefined ? [] : [toParameter(name, property, required.includes(name))];
  });
  read.set(type, parameters);
  return parameters;
}

/** What a parameter may be, in English: "a whole number, 1 to 64, or two of them". */
export function describeParameter(parameter: LayerParameter): string {
  const { kind, choices, minimum, isMinimumExcluded, maximum, hasTwoSides } = parameter;
  if (kind === 'choice') return `one of ${choices.join(', ')}`;
  if (kind === 'yes-no') return 'true or false';
  const range = isMinimumExcluded ? `above ${minimum}, up to ${maximum}` : `${minimum} to ${maximum}`;
  return `a ${kind === 'integer' ? 'whole ' : ''}number, ${range}${hasTwoSides ? ', or two of them' : ''}`;
}

function toParameter(name: LayerParameterName, property: Property, isRequired: boolean): LayerParameter {
  const variants = flatten(property);
  const [first] = variants;
  const base = {
    name,
    choices: property.enum ?? [],
    minimum: first?.minimum ?? first?.exclusiveMinimum ?? null,
    isMinimumExcluded: first?.exclusiveMinimum !== undefined,
    maximum: first?.maximum ?? null,
    hasTwoSides: variants.some(({ type }) => type === 'array'),
    isRequired,
    defaultValue: property.default ?? null,
  };
  if (property.enum !== undefined) return { ...base, kind: 'choice' };
  if (first?.type === 'boolean') return { ...base, kind: 'yes-no' };
  return { ...base, kind: first?.type === 'integer' ? 'integer' : 'number' };
}

function flatten(property: Property): readonly Property[] {
  return property.anyOf?.flatMap(flatten) ?? [property];
}
