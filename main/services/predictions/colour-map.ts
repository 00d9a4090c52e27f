/**
 * Coefficients, of ascending powers, of a polynomial of degree 6 in [red, green, blue] that follows
 * matplotlib's "inferno" colour map within 0.02 but at its very ends: by Matt Zucker,
 * https://www.shadertoy.com/view/WlfXRN, public domain.
 */
const coefficients: readonly (readonly [number, number, number])[] = [
  [0.0002189403691192265, 0.001651004631001012, -0.01948089843709184],
  [0.1065134194856116, 0.5639564367884091, 3.932712388889277],
  [11.60249308247187, -3.972853965665698, -15.9423941062914],
  [-41.70399613139459, 17.43639888205313, 44.35414519872813],
  [77.162935699427, -33.40235894210092, -81.80730925738993],
  [-71.31942824499214, 32.62606426397723, 73.20951985803202],
  [25.13112622477341, -12.24266895238567, -23.07032500287172],
];

/**
 * The colour of a weight on "inferno": from black over violet and orange to pale yellow, with lightness that
 * grows evenly, so that more always looks like more, also to the colour-blind and in print.
 *
 * @param weight 0 to 1
 * @returns red, green and blue, 0 to 255, not rounded
 */
export function toInferno(weight: number): [red: number, green: number, blue: number] {
  const colour: [number, number, number] = [0, 0, 0];
  for (const [red, green, blue] of coefficients.toReversed()) {
    colour[0] = colour[0] * weight + red;
    colour[1] = colour[1] * weight + green;
    colour[2] = colour[2] * weight + blue;
  }
  const [red, green, blue] = colour;
  return [toByte(red), toByte(green), toByte(blue)];
}

function toByte(share: number): number {
  return Math.min(1, Math.max(0, share)) * 255;
}
