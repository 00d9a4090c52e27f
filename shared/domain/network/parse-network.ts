import { z } from 'zod';
import { describeParameter, layerTypes as types, listLayerParameters } from './layer-parameters.ts';
import {
  networkLayerSchemas,
  type NetworkLayer,
  type NetworkLayerType,
  type NetworkProblem,
} from './network-layer.ts';

const typedSchema = z.looseObject({ type: z.string() });
const mostLayers = 200;

/** A list of layers as someone wrote it, checked entry by entry. */
export type ParsedNetwork =
  | { readonly layers: readonly NetworkLayer[]; readonly problems: readonly [] }
  | { readonly layers: null; readonly problems: readonly NetworkProblem[] };

/**
 * Reads a list of layers, from JSON for instance, and fills in defaults. Every entry is looked at, so that all
 * that is wrong is said at once.
 */
export function parseNetwork(value: unknown): ParsedNetwork {
  if (!Array.isArray(value))
    return toFailure({
      code: 'not-a-list',
      message: 'A network is a list of layers: [{"type": "Conv2D", ...}, ...].',
      details: {},
    });
  const entries: readonly unknown[] = value;
  if (entries.length === 0 || entries.length > mostLayers) {
    return toFailure({
      code: 'layer-count',
      message: `A network has 1 to ${mostLayers} layers, and this has ${entries.length}.`,
      details: { most: mostLayers, layers: entries.length },
    });
  }
  const results = entries.map((entry, index) => parseLayer(entry, index));
  const problems = results.flatMap((result) => ('message' in result ? [result] : []));
  if (problems.length > 0) return { layers: null, problems };
  return { layers: results.flatMap((result) => ('type' in result ? [result] : [])), problems: [] };
}

function toFailure(problem: Omit<NetworkProblem, 'layer'>): ParsedNetwork {
  return { layers: null, problems: [{ layer: null, ...problem }] };
}

function parseLayer(entry: unknown, index: number): NetworkLayer | NetworkProblem {
  const typed = typedSchema.safeParse(entry);
  if (!typed.success) {
    return {
      layer: index,
      code: 'layer-without-type',
      message: `A layer is an object with a type, one of ${types.join(', ')}.`,
      details: {},
    };
  }
  const { type } = typed.data;
  if (!isLayerType(type)) {
    return {
      layer: index,
      code: 'layer-unknown',
      message: `There is no layer "${type}". There are ${types.join(', ')}.`,
      details: { type },
    };
  }
  const result: z.ZodSafeParseResult<NetworkLayer> = networkLayerSchemas[type].safeParse(entry);
  if (result.success) return result.data;
  const { issues } = result.error;
  return {
    layer: index,
    code: 'layer-invalid',
    message: issues.map((issue) => describeIssue(issue, type)).join(' '),
    details: { type, fields: issues.flatMap(listFields).join(', ') },
  };
}

function isLayerType(type: string): type is NetworkLayerType {
  return types.some((each) => each === type);
}

function listFields(issue: z.core.$ZodIssue): readonly string[] {
  return issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')];
}

function describeIssue(issue: z.core.$ZodIssue, type: NetworkLayerType): string {
  if (issue.code === 'unrecognized_keys') {
    const known = listLayerParameters(type).map(({ name }) => name);
    const takes = known.length === 0 ? 'nothing' : known.join(', ');
    return `${type} has no ${issue.keys.join(', ')}; it takes ${takes}.`;
  }
  const [name] = issue.path;
  const parameter = listLayerParameters(type).find((each) => each.name === name);
  return parameter === undefined
    ? `${type}'s ${issue.path.join('.')}: ${issue.message}.`
    : `${type}'s ${parameter.name} must be ${describeParameter(parameter)}.`;
}
