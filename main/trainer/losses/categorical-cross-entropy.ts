import { logSoftmax } from './softmax.ts';

/** The loss of one image, and how it changes with each class's logit. */
export interface CategoricalLoss {
  readonly loss: number;
  readonly slopes: readonly number[];
}

/**
 * Cross-entropy over classes from their logits, in double precision: the sum of -y log p, or, focal (Lin et al.
 * 2017), of -y (1 - p)^gamma log p. As Keras's CategoricalCrossentropy and, its classes not balanced (alpha 1),
 * CategoricalFocalCrossentropy, which clip probabilities to [1e-7, 1 - 1e-7] first.
 *
 * With a = y (gamma (1 - p)^(gamma - 1) p log p - (1 - p)^gamma) a class, the slope at class k is
 * a_k - p_k sum(a): at gamma 0, p_k - y_k.
 *
 * @param targets one a class, in [0, 1], which sum to 1
 * @param gamma at least 0; at 0 it is cross-entropy
 */
export function categoricalCrossEntropy(
  logits: readonly number[],
  targets: readonly number[],
  gamma = 0,
): CategoricalLoss {
  let loss = 0;
  const logs = logSoftmax(logits);
  const terms = logs.map((log, place) => {
    const target = targets[place] ?? 0;
    const probability = Math.exp(log);
    // Kept above 0, since a gamma below 1 has it to a negative power.
    const missed = Math.max(-Math.expm1(log), Number.MIN_VALUE);
    loss -= target * missed ** gamma * log;
    const easing = gamma === 0 ? 0 : gamma * missed ** (gamma - 1) * probability * log;
    return target * (easing - missed ** gamma);
  });
  const sum = terms.reduce((total, term) => total + term, 0);
  return { loss, slopes: terms.map((term, place) => term - Math.exp(logs[place] ?? Number.NaN) * sum) };
}
