const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** East Asian wide characters, by their blocks, and pictographs: two columns on a terminal. */
const widePattern =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}|\uFE0F/u;

/** How many columns a text takes on a terminal: letters with their accents one, pictographs two. */
export function measureText(text: string): number {
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) columns += widePattern.test(segment) ? 2 : 1;
  return columns;
}

/** A text cut to a number of columns, the last of them an ellipsis where something was cut. */
export function cutText(text: string, columns: number): string {
  if (measureText(text) <= columns) return text;
  let cut = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += widePattern.test(segment) ? 2 : 1;
    if (used > columns - 1) break;
    cut += segment;
  }
  return `${cut}…`;
}

/** Fills a text up with blanks, behind it or, for numbers, before it. */
export function padText(text: string, columns: number, align: 'left' | 'right'): string {
  const padding = ' '.repeat(Math.max(0, columns - measureText(text)));
  return align === 'left' ? text + padding : padding + text;
}
