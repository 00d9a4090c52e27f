/** Something the command palette offers. */
export interface Command {
  /** Stays the same while the palette is open. */
  readonly id: string;
  readonly label: string;
  /** What kind of thing it is, shown beside it and searched as well. */
  readonly kind: string;
  readonly run: () => void;
}

/**
 * A text for comparing: lower case, without accents or other marks, đ as d. So `do nhay` finds "Độ nhạy".
 */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd');
}

/**
 * The commands in which every word of a query occurs, the best first: those whose label begins with the query,
 * then those in which every word of it begins a word, then the rest; each in the order given. An empty query
 * finds all.
 */
export function matchCommands(commands: readonly Command[], query: string): readonly Command[] {
  const wanted = foldText(query).trim();
  const words = wanted.split(/\s+/);
  if (wanted === '') return commands;
  const ranked = commands.flatMap((command) => {
    const label = foldText(command.label);
    const text = `${label} ${foldText(command.kind)}`;
    if (!words.every((word) => text.includes(word))) return [];
    const rank = label.startsWith(wanted) ? 0 : words.every((word) => beginsWord(text, word)) ? 1 : 2;
    return [{ command, rank }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ command }) => command);
}

function beginsWord(text: string, word: string): boolean {
  const place = text.indexOf(word);
  if (place <= 0) return place === 0;
  return !/[\p{Letter}\p{Number}]/u.test(text.charAt(place - 1)) || beginsWord(text.slice(place + 1), word);
}
