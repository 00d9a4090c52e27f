import { z } from 'zod';
import { referenceSchema } from '../../domain/name.ts';

// Shapes that several methods take.

export const nothing = z.strictObject({});
export const datasetReference = z.strictObject({ dataset: referenceSchema });
export const runReference = z.strictObject({ run: referenceSchema });
export const studyReference = z.strictObject({ study: referenceSchema });
