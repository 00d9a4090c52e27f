import { z } from 'zod';

/** Something that ships with the app and was made by others. */
const shippedPartSchema = z.strictObject({
  name: z.string(),
  version: z.string(),
  /** An SPDX expression, or what the package says in its place. */
  licence: z.string(),
  /** Place in `texts`; null where the package carries no text of its own. */
  text: z.number().int().nonnegative().nullable(),
});

/** What ships with the app, and the texts of its licences, each once. */
export const licencesSchema = z.strictObject({
  parts: z.array(shippedPartSchema),
  texts: z.array(z.string()),
});
export type Licences = z.infer<typeof licencesSchema>;
