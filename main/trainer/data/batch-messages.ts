import { z } from 'zod';
import { inputScalingSchema } from '../../../shared/domain/input-scaling.ts';
import { augmentationSettingsSchema } from '../../../shared/domain/settings/augmentation-settings.ts';
import { appErrorPayloadSchema } from '../../../shared/ipc/app-error.ts';
import { pixelFileSchema } from '../../../shared/trainer-protocol.ts';

/** What the thread that makes batches is started with. */
export const trainingImagesPlanSchema = z.object({
  settings: augmentationSettingsSchema,
  seed: z.number(),
  pixels: pixelFileSchema,
  scaling: inputScalingSchema,
});

export const batchRequestSchema = z.object({
  /** Of the request, which the reply repeats. */
  number: z.number(),
  batch: z.object({ records: z.array(z.number()).readonly(), position: z.number() }),
  epoch: z.number(),
});
export type BatchRequest = z.infer<typeof batchRequestSchema>;

export const batchReplySchema = z.union([
  z.object({ number: z.number(), values: z.instanceof(Float32Array) }),
  z.object({ number: z.number(), error: appErrorPayloadSchema }),
]);
export type BatchReply = z.infer<typeof batchReplySchema>;
