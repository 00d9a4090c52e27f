import { z } from 'zod';
import { importProgressSchema, importReportSchema } from '../../domain/dataset.ts';
import { nameSchema } from '../../domain/name.ts';
import { classWordSchema } from '../../domain/class-word.ts';
import { patientPatternSchema } from '../../domain/patient.ts';
import { nothing } from './shapes.ts';

/** What is to be imported, and how. */
export const importRequestSchema = z.strictObject({
  path: z.string().min(1),
  name: nameSchema,
  csv: z.string().min(1).nullable().default(null),
  patientPatterns: z.array(patientPatternSchema).nullable().default(null),
  /**
   * Words in file names that tell the class, whose name is the word in upper case: of `virus`, an image
   * `person1_virus_6.jpeg` is of the class VIRUS. Null keeps those the dataset has, or takes none.
   */
  classWords: z.array(classWordSchema).max(100).nullable().default(null),
  /** One of two classes; null lets the names tell. */
  positiveClass: z.string().nullable().default(null),
  /** The class without a finding, of however many; null lets the names tell. */
  negativeClass: z.string().nullable().default(null),
});

/** An import that its application's end cut short. */
export const unfinishedImportSchema = z.strictObject({
  /** What was asked for; asking for it again does all of it. */
  request: importRequestSchema,
  startedAt: z.string(),
});
export type UnfinishedImport = z.infer<typeof unfinishedImportSchema>;

/** Bringing images into the library. */
export const importsMethods = {
  'imports:start': {
    input: importRequestSchema,
    output: z.strictObject({ importId: z.string() }),
  },
  /** "Try it with sample images": imports the images that come with the app, under the name `samples`. */
  'imports:start-samples': { input: nothing, output: z.strictObject({ importId: z.string() }) },
  /** Waits for the end; throws what ended it early. */
  'imports:wait': { input: z.strictObject({ importId: z.string() }), output: importReportSchema },
  'imports:cancel': { input: z.strictObject({ importId: z.string() }), output: nothing },
  /**
   * Imports that the end of their application cut short, the oldest first, until they are asked for again or
   * discarded. Of their images nothing is kept.
   */
  'imports:list-unfinished': { input: nothing, output: z.array(unfinishedImportSchema) },
  /** Forgets an unfinished import by the name of its dataset; one that is forgotten already stays so. */
  'imports:discard': { input: z.strictObject({ dataset: nameSchema }), output: nothing },
  'imports:list': { input: nothing, output: z.array(importProgressSchema) },
} as const;
