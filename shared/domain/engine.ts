import { z } from 'zod';

/** What computes: see the engines table in docs/architecture.md. */
export const engineNames = ['tensorflow-gpu', 'tensorflow-cpu', 'webgpu', 'wasm'] as const;
export const engineNameSchema = z.enum(engineNames);
export type EngineName = z.infer<typeof engineNameSchema>;

/** What a user may ask for; `auto` takes the first engine available in the order of `engineNames`. */
export const engineChoiceSchema = z.enum(['auto', ...engineNames]);
export type EngineChoice = z.infer<typeof engineChoiceSchema>;

/** Whether one engine can run here and, in words, why it can or cannot. */
export const engineAvailabilitySchema = z.strictObject({
  name: engineNameSchema,
  available: z.boolean(),
  reason: z.string(),
});
export type EngineAvailability = z.infer<typeof engineAvailabilitySchema>;

/** The engine a trainer process runs on and the versions that go into a run's record. */
export const engineDescriptionSchema = z.strictObject({
  engine: engineNameSchema,
  engines: z.array(engineAvailabilitySchema),
  /** Version of the native TensorFlow library; null on wasm. */
  tensorflow: z.string().nullable(),
  tfjs: z.string(),
  node: z.string(),
  gpu: z.string().nullable(),
});
export type EngineDescription = z.infer<typeof engineDescriptionSchema>;
