/** Probabilities from logits, one a class: exp(z) over the sum of exp(z), without overflow. They sum to 1. */
export function softmax(logits: readonly number[]): number[] {
  const greatest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - greatest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** log of each class's probability: finite where the probability itself would have been rounded to 0. */
export function logSoftmax(logits: readonly number[]): number[] {
  const greatest = Math.max(...logits);
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - greatest), 0);
  return logits.map((logit) => logit - greatest - Math.log(sum));
}
