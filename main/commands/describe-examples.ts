/**
 * The end of a command's help: lines that can be typed as they stand.
 *
 * @param lines each without the program's name in front
 */
export function describeExamples(...lines: readonly string[]): string {
  const title = lines.length === 1 ? 'Example' : 'Examples';
  return [`\n${title}:`, ...lines.map((line) => `  negatoscope ${line}`)].join('\n');
}
