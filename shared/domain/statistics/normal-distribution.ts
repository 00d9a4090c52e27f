/**
 * The chance that a standard normal variable lies at least |z| from 0, on either side: erfc(|z| / sqrt 2). By
 * erf's series below 3 and by erfc's continued fraction above (Abramowitz and Stegun 7.1.6 and 7.1.14), to
 * about 12 digits.
 */
export function toTwoSidedPValue(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  return x < 3 ? 1 - sumErf(x) : continueErfc(x);
}

function sumErf(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-18; n += 1) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return ((2 * Math.exp(-x * x)) / Math.sqrt(Math.PI)) * sum;
}

function continueErfc(x: number): number {
  let tail = x;
  for (let n = 60; n >= 1; n -= 1) tail = x + n / 2 / tail;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / tail;
}
