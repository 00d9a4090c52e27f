import { z } from 'zod';
import { messageDetailsSchema } from '../ipc/app-error.ts';

/** What computes: see the engines table in docs/architecture.md. */
export const engineNames = ['tensorflow-gpu', 'webgpu', 'tensorflow-cpu', 'wasm'] as const;
export const engineNameSchema = z.enum(engineNames);
export type EngineName = z.infer<typeof engineNameSchema>;

/**
 * What a user may ask for; `auto` takes the first engine available in the order of `engineNames`, but no WebGPU
 * whose GPU is played by the processor.
 */
export const engineChoiceSchema = z.enum(['auto', ...engineNames]);
export type EngineChoice = z.infer<typeof engineChoiceSchema>;

/** Why an engine can or cannot run here. */
export const engineReasonSchema = z.enum([
  'always-there',
  'native-loaded',
  'native-not-needed',
  'native-missing',
  'gpu-answers',
  'gpu-not-looked-for',
  'gpu-missing',
  'webgpu-answers',
  'webgpu-software',
  'webgpu-missing',
  'no-trainer',
]);
export type EngineReason = z.infer<typeof engineReasonSchema>;

/** Whether one engine can run here and, in words, why it can or cannot. */
export const engineAvailabilitySchema = z.strictObject({
  name: engineNameSchema,
  available: z.boolean(),
  reason: z.string(),
  code: engineReasonSchema,
  details: messageDetailsSchema,
});
export type EngineAvailability = z.infer<typeof engineAvailabilitySchema>;

/** The engine a trainer process runs on and the versions that go into a run's record. */
export const engineDescriptionSchema = z.strictObject({
  engine: engineNameSchema,
  engines: z.array(engineAvailabilitySchema),
  /** Version of the native TensorFlow library; null where another engine runs. */
  tensorflow: z.string().nullable(),
  tfjs: z.string(),
  node: z.string(),
  gpu: z.string().nullable(),
});
export type EngineDescription = z.infer<typeof engineDescriptionSchema>;
