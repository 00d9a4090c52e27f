import { measureText, padText } from './text-width.ts';

/** A column: its heading, and on which side its cells stand. */
export type Column = readonly [heading: string, align?: 'left' | 'right'];

/**
 * Lays rows out under their headings, each column as wide as its widest cell, with two blanks between.
 * Without headings (all empty) only the rows are laid out.
 */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const headings = columns.map(([heading]) => heading);
  const lines = headings.every((heading) => heading === '') ? rows : [headings, ...rows];
  const widths = columns.map((_, index) =>
    Math.max(0, ...lines.map((line) => measureText(line[index] ?? ''))),
  );
  return lines
    .map((line) =>
      columns
        .map(([, align = 'left'], index) => padText(line[index] ?? '', widths[index] ?? 0, align))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Lays out names and values, a line each. */
export function formatFacts(facts: readonly (readonly [name: string, value: string])[]): string {
  return formatTable([[''], ['']], facts);
}
