import { z } from 'zod';
import { monitorNames } from '../monitor.ts';

/** How weights are corrected, which epoch is kept, and when to end. */
export const learningSettings = {
  epochs: z.number().int().min(1).max(10_000).default(10),
  batchSize: z.number().int().min(1).max(1024).default(32),
  /** Seeds the split, the weights, the order of images and dropout. */
  seed: z.number().int().min(0).max(2_147_483_647).default(1),

  /** Cross-entropy, or focal cross-entropy (Lin et al. 2017), which counts easy images less. */
  loss: z.enum(['crossentropy', 'focal']).default('crossentropy'),
  /** Focal loss's exponent. */
  focalGamma: z.number().min(0).max(10).default(2),
  /** Targets move by this share towards even odds. */
  labelSmoothing: z.number().min(0).max(0.5).default(0),
  /** `balanced` weighs each class by images / (classes * images of the class), as scikit-learn does. */
  classWeight: z.enum(['none', 'balanced']).default('none'),

  optimizer: z.enum(['sgd', 'rmsprop', 'adam', 'adamw', 'adagrad', 'adadelta', 'adamax']).default('adam'),
  learningRate: z.number().positive().max(10).default(0.001),
  /** Of SGD and RMSprop. */
  momentum: z.number().min(0).max(0.999).default(0),
  /** Of SGD with momentum. */
  nesterov: z.boolean().default(false),
  /** Of AdamW: the share of itself that each weight loses in a step, times the learning rate. */
  weightDecay: z.number().min(0).max(1).default(0.004),

  /**
   * Share of itself that each weight's running average keeps in an update, as Keras's `ema_momentum`: the averages
   * are what is validated and kept. 0 keeps the weights themselves.
   */
  emaMomentum: z.number().min(0).max(0.9999).default(0),

  /** How the learning rate changes: not, along a half cosine to 0, by steps, or when validation stalls. */
  schedule: z.enum(['constant', 'cosine', 'step', 'plateau']).default('constant'),
  /** Epochs over which the learning rate climbs in a line to its full height; may be a fraction. */
  warmupEpochs: z.number().min(0).max(1000).default(0),
  /** Of `step`: epochs between two steps; of `plateau`: epochs without improvement before one. */
  scheduleEpochs: z.number().int().min(1).max(1000).default(3),
  /** Of `step` and `plateau`: what the learning rate is multiplied by. */
  scheduleFactor: z.number().min(0.01).max(0.99).default(0.5),

  /** The validation metric by which the best epoch is chosen: an AUC or accuracy is maximised, a loss minimised. */
  monitor: z.enum(monitorNames).default('valRocAuc'),
  /** Stop after this many epochs without improvement; 0 never stops early. */
  patience: z.number().int().min(0).max(1000).default(5),
  /** Stop at the end of the epoch in which this many minutes of training are reached; null sets no limit. */
  timeLimitMinutes: z.number().positive().max(100_000).nullable().default(null),
} as const;
