import { describeProblems } from '../../../shared/domain/network/describe-problems.ts';
import type { NetworkLayer } from '../../../shared/domain/network/network-layer.ts';
import { parseNetwork } from '../../../shared/domain/network/parse-network.ts';
import { planNetwork, type NetworkFrame } from '../../../shared/domain/network/plan-network.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';

/**
 * Reads a network as someone wrote it, and sees that its layers fit together.
 *
 * @param value a list of layers; null stands for the preset's own network
 * @throws AppError network-invalid, naming every layer that is wrong, the first of them in the details
 */
export function checkNetwork(value: readonly unknown[] | null, frame: NetworkFrame): NetworkLayer[] | null {
  if (value === null) return null;
  const parsed = parseNetwork(value);
  const problems = parsed.layers === null ? parsed.problems : planNetwork(parsed.layers, frame).problems;
  const [first] = problems;
  if (parsed.layers !== null && first === undefined) return [...parsed.layers];
  throw new AppError('network-invalid', describeProblems(problems), {
    ...(first?.layer == null ? {} : { layer: first.layer }),
  });
}
