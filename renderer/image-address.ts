import { imageQuerySchema, type ImageFilter, type ImageQuery } from '../shared/domain/image-query.ts';
import {
  decisionsSchema,
  imageTrailSchema,
  type Decisions,
  type ImageTrail,
} from '../shared/domain/image-trail.ts';

/** Every image of a dataset, in order of path. */
export const everyImage: ImageQuery = imageQuerySchema.parse({});

/** The images that meet these conditions alone. */
export function findImagesWith(conditions: Partial<ImageFilter>): ImageQuery {
  return { ...everyImage, filter: { ...everyImage.filter, ...conditions } };
}

/** Without a run, nothing can depend on what one said. */
export function dropUnjudged(query: ImageQuery): ImageQuery {
  if (query.filter.run !== null) return query;
  return {
    ...query,
    filter: { ...query.filter, verdicts: [], calls: [] },
    sort: query.sort === 'probability' ? 'path' : query.sort,
  };
}

/** What a query adds to an address; nothing for every image. `parseImageQuery` reads it back. */
export function writeImageQuery({ filter, sort, isDescending }: ImageQuery): URLSearchParams {
  return toParameters([
    ...filter.classNames.map((name) => ['class', name] as const),
    ...filter.givenSplits.map((split) => ['split', split] as const),
    ['patient', filter.patient],
    ['search', filter.search === '' ? null : filter.search],
    ['least', filter.leastSide],
    ['most', filter.mostSide],
    ...filter.flags.map((flag) => ['flag', flag] as const),
    ['ids', filter.ids?.join('.') ?? null],
    ['run', filter.run],
    ...filter.verdicts.map((verdict) => ['verdict', verdict] as const),
    ...filter.calls.map((name) => ['call', name] as const),
    ['sort', sort === everyImage.sort ? null : sort],
    ['order', isDescending ? 'descending' : null],
  ]);
}

/** The query that an address holds: every image where it holds none, or one that makes no sense. */
export function parseImageQuery(parameters: URLSearchParams): ImageQuery {
  const { data } = imageQuerySchema.safeParse({
    filter: {
      classNames: parameters.getAll('class'),
      givenSplits: parameters.getAll('split'),
      patient: parameters.get('patient'),
      search: parameters.get('search') ?? undefined,
      leastSide: readNumber(parameters, 'least'),
      mostSide: readNumber(parameters, 'most'),
      flags: parameters.getAll('flag'),
      ids: parameters.get('ids')?.split('.').map(Number),
      run: readNumber(parameters, 'run'),
      verdicts: parameters.getAll('verdict'),
      calls: parameters.getAll('call'),
    },
    sort: parameters.get('sort') ?? undefined,
    isDescending: parameters.get('order') === 'descending',
  });
  return data === undefined ? everyImage : dropUnjudged(data);
}

/** What a trail adds to an image's address; nothing for its whole dataset. `parseImageTrail` reads it back. */
export function writeImageTrail(trail: ImageTrail): URLSearchParams {
  switch (trail.kind) {
    case 'dataset':
      return writeImageQuery(trail.query);
    case 'patient':
      return toParameters([['along', trail.kind]]);
    case 'decisions':
      return new URLSearchParams([
        ['along', trail.kind],
        ['run', String(trail.run)],
        ...writeDecisions(trail.decisions),
      ]);
  }
}

/** The trail that an image's address holds: its whole dataset where it holds none, or one that makes no sense. */
export function parseImageTrail(parameters: URLSearchParams): ImageTrail {
  const along = parameters.get('along');
  if (along === 'patient') return { kind: along };
  const { data } = imageTrailSchema.safeParse({
    kind: along,
    run: readNumber(parameters, 'run'),
    decisions: parseDecisions(parameters),
  });
  return data ?? { kind: 'dataset', query: parseImageQuery(parameters) };
}

/** What decisions add to an address. `parseDecisions` reads them back. */
export function writeDecisions({ evaluation, threshold, cell }: Decisions): URLSearchParams {
  return toParameters([
    ['evaluation', evaluation],
    ['threshold', threshold],
    ['cell', cell === null ? null : `${cell.truth}.${cell.call}`],
  ]);
}

/** The decisions that an address holds; null where it holds none, or some that make no sense. */
export function parseDecisions(parameters: URLSearchParams): Decisions | null {
  const [truth, call] = parameters.get('cell')?.split('.').map(Number) ?? [];
  const { data } = decisionsSchema.safeParse({
    evaluation: readNumber(parameters, 'evaluation'),
    threshold: readNumber(parameters, 'threshold'),
    cell: parameters.has('cell') ? { truth, call } : null,
  });
  return data ?? null;
}

/** The parts that are there, in their order. */
function toParameters(
  parts: readonly (readonly [name: string, value: string | number | null])[],
): URLSearchParams {
  return new URLSearchParams(
    parts.flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])),
  );
}

function readNumber(parameters: URLSearchParams, name: string): number | null {
  const text = parameters.get(name);
  return text === null ? null : Number(text);
}
