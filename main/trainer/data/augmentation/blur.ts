/** Standard deviations after which a kernel ends, as in `scipy.ndimage.gaussian_filter`. */
const truncation = 4;

/**
 * Blurs an image by a Gaussian, rows and columns apart, edges taken to go on (scipy's `gaussian_filter` with
 * mode `nearest`).
 *
 * @param image side * side values; blurred in place
 * @param deviation the Gaussian's standard deviation in pixels, above 0
 */
export function blur(image: Float32Array, side: number, deviation: number): void {
  const kernel = makeKernel(deviation);
  const transposed = new Float32Array(image.length);
  // Each pass writes its lines as columns, so two passes do rows, then columns, and end upright.
  blurRows(image, transposed, side, kernel);
  blurRows(transposed, image, side, kernel);
}

/** The right half of the kernel, its middle first; the whole sums to 1. */
function makeKernel(deviation: number): Float64Array {
  const radius = Math.trunc(truncation * deviation + 0.5);
  const half = Float64Array.from({ length: radius + 1 }, (_, x) => Math.exp(-(x * x) / (2 * deviation ** 2)));
  const sum = half.reduce((total, weight, x) => total + (x === 0 ? weight : 2 * weight), 0);
  return half.map((weight) => weight / sum);
}

function blurRows(source: Float32Array, target: Float32Array, side: number, kernel: Float64Array): void {
  const radius = kernel.length - 1;
  const line = new Float64Array(side + 2 * radius);
  for (let row = 0; row < side; row += 1) {
    const start = row * side;
    for (let place = 0; place < line.length; place += 1) {
      line[place] = source[start + Math.min(Math.max(place - radius, 0), side - 1)] ?? 0;
    }
    for (let column = 0; column < side; column += 1) {
      const middle = column + radius;
      let sum = (line[middle] ?? 0) * (kernel[0] ?? 0);
      for (let x = 1; x <= radius; x += 1) {
        sum += ((line[middle - x] ?? 0) + (line[middle + x] ?? 0)) * (kernel[x] ?? 0);
      }
      target[column * side + row] = sum;
    }
  }
}
