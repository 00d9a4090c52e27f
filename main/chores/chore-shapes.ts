import { z } from 'zod';
import { auditReportSchema, importProgressSchema, importReportSchema } from '../../shared/domain/dataset.ts';
import { idSchema, nameSchema } from '../../shared/domain/name.ts';
import { methods } from '../../shared/ipc/contract.ts';
import { evaluatedImageSchema, newEvaluationSchema } from '../db/evaluations.ts';
import { judgedImageSchema, seenImagesSchema } from '../services/evaluations/find-seen-images.ts';

/**
 * Work on the library that would hold up whoever waits for other answers, and what goes in and comes out of it. All
 * of it may cross to another thread, where it is parsed.
 */
export const choreShapes = {
  'import-dataset': {
    input: methods['imports:start'].input.extend({
      /** Whether a dataset of this name may be found at another place than before. */
      mayHaveMoved: z.boolean(),
      /** The session that asks for it. */
      owner: z.string(),
    }),
    output: importReportSchema,
    progress: importProgressSchema.omit({ importId: true, dataset: true }),
  },
  'audit-dataset': {
    input: z.strictObject({ datasetId: idSchema }),
    output: auditReportSchema,
    progress: z.strictObject({ done: z.number(), total: z.number() }),
  },
  'create-run': {
    input: z.strictObject({
      request: methods['runs:start'].input,
      trial: z.strictObject({ study: idSchema, number: z.number() }).nullable(),
      /** The session whose queue it joins. */
      owner: z.string(),
    }),
    output: idSchema,
    progress: z.never(),
  },
  'repeat-run': {
    input: z.strictObject({ run: idSchema, name: nameSchema.nullable(), owner: z.string() }),
    output: idSchema,
    progress: z.never(),
  },
  /** How far images that a model judged are new to it. */
  'find-seen-images': {
    input: z.strictObject({ splitIds: z.array(idSchema), images: z.array(judgedImageSchema) }),
    output: seenImagesSchema,
    progress: z.never(),
  },
  /** Stores an evaluation with its images; gives its id. */
  'store-evaluation': {
    input: z.strictObject({ evaluation: newEvaluationSchema, images: z.array(evaluatedImageSchema) }),
    output: idSchema,
    progress: z.never(),
  },
  'compare-evaluations': {
    input: methods['evaluations:compare'].input,
    output: methods['evaluations:compare'].output,
    progress: z.never(),
  },
  'export-evaluation': {
    input: methods['evaluations:export'].input,
    output: methods['evaluations:export'].output,
    progress: z.never(),
  },
  'describe-repetition': {
    input: z.strictObject({ run: idSchema }),
    output: methods['runs:show-repetition'].output,
    progress: z.never(),
  },
  'export-run-images': {
    input: z.strictObject({ run: idSchema, path: z.string() }),
    output: methods['runs:export-images'].output,
    progress: z.never(),
  },
  'create-study': {
    input: z.strictObject({ request: methods['studies:start'].input, owner: z.string() }),
    output: idSchema,
    progress: z.never(),
  },
} as const;

type ChoreShapes = typeof choreShapes;
export type ChoreName = keyof ChoreShapes;
export type ChoreInput<Name extends ChoreName> = z.output<ChoreShapes[Name]['input']>;
export type ChoreOutput<Name extends ChoreName> = z.output<ChoreShapes[Name]['output']>;
export type ChoreProgress<Name extends ChoreName> = z.output<ChoreShapes[Name]['progress']>;

/** Parses what goes into a chore, what comes out of it, or its progress. Throws a ZodError for anything else. */
export function parseOfChore<Name extends ChoreName, Side extends 'input' | 'output' | 'progress'>(
  name: Name,
  side: Side,
  value: unknown,
): z.output<ChoreShapes[Name][Side]> {
  const schema: z.ZodType = choreShapes[name][side];
  // The compiler cannot see that the schema found by a name gives that name's type.
  return schema.parse(value) as z.output<ChoreShapes[Name][Side]>;
}
