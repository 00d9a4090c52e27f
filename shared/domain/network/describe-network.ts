import { z } from 'zod';
import { networkProblemSchema } from './network-layer.ts';
import { parseNetwork } from './parse-network.ts';
import { planNetwork, type NetworkFrame } from './plan-network.ts';
import type { PlannedLayer } from './planned-layer.ts';

const countSchema = z.number().int().nonnegative();

/** A network's layers as they are built, and what is wrong with it. */
export const networkDescriptionSchema = z.strictObject({
  layers: z.array(
    z.strictObject({
      name: z.string(),
      type: z.string(),
      /** The entry of the list that it comes from; the list's length for an output layer that was added. */
      entry: countSchema,
      /** Null for the batch, then height, width and channels, or features. */
      outputShape: z.array(z.number().int().positive().nullable()),
      parameters: countSchema,
    }),
  ),
  totalParameters: countSchema,
  trainableParameters: countSchema,
  nonTrainableParameters: countSchema,
  /** Empty where the network can be trained. */
  problems: z.array(networkProblemSchema),
});
export type NetworkDescription = z.infer<typeof networkDescriptionSchema>;

/** Describes a list of layers as someone wrote it, up to its first misfit. */
export function describeNetwork(value: unknown, frame: NetworkFrame): NetworkDescription {
  const parsed = parseNetwork(value);
  const plan = parsed.layers === null ? parsed : planNetwork(parsed.layers, frame);
  const layers: readonly PlannedLayer[] = plan.layers ?? [];
  const trainableParameters = layers.reduce((sum, layer) => sum + layer.trainableParameters, 0);
  const nonTrainableParameters = layers.reduce((sum, layer) => sum + layer.nonTrainableParameters, 0);
  return {
    layers: layers.map((planned) => ({
      name: planned.name,
      type: planned.layer.type,
      entry: planned.entry,
      outputShape: [null, ...planned.outputShape],
      parameters: planned.trainableParameters + planned.nonTrainableParameters,
    })),
    totalParameters: trainableParameters + nonTrainableParameters,
    trainableParameters,
    nonTrainableParameters,
    problems: [...plan.problems],
  };
}
