import { z } from 'zod';

/** How weights are corrected, which epoch is kept, and when to end. */
export const learningSettings = {
  epochs: z.number().int().min(1).max(10_000).default(10),
  batchSize: z.number().int().min(1).max(1024).default(32),
  /** Seeds the split, the weights, the order of images and dropout. */
  seed: z.number().int().min(0).max(2_147_483_647).default(1),

  optimizer: z.enum(['sgd', 'rmsprop', 'adam', 'adamw', 'adagrad', 'adadelta', 'adamax']).default('adam'),
  learningRate: z.number().positive().max(10).default(0.001),
  /** Of SGD and RMSprop. */
  momentum: z.number().min(0).max(0.999).default(0),
  /** Of SGD with momentum. */
  nesterov: z.boolean().default(false),
  /** Of AdamW: the share of itself that each weight loses in a step, times the learning rate. */
  weightDecay: z.number().min(0).max(1).default(0.004),

  /** The validation metric by which the best epoch is chosen: an AUC or accuracy is maximised, a loss minimised. */
  monitor: z.enum(['valRocAuc', 'valLoss', 'valAccuracy']).default('valRocAuc'),
  /** Stop after this many epochs without improvement; 0 never stops early. */
  patience: z.number().int().min(0).max(1000).default(5),
} as const;
