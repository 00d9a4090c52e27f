/**
 * Finds the known word that a misspelt one probably means: the one with the fewest edits (insertions,
 * deletions, substitutions, neighbours that changed places; capitals count as equal), and null where even that takes
 * more than a third of the word.
 */
export function findNearestWord(word: string, known: readonly string[]): string | null {
  let nearest: string | null = null;
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const edits = countEdits(word.toLowerCase(), candidate.toLowerCase());
    if (edits < fewest) [nearest, fewest] = [candidate, edits];
  }
  return nearest;
}

/** A sentence, after a blank, that asks whether the nearest known word was meant; empty where none is near. */
export function askIfMeant(word: string, known: readonly string[]): string {
  const nearest = findNearestWord(word, known);
  return nearest === null ? '' : ` Did you mean ${nearest}?`;
}

/** Levenshtein's distance, by Wagner and Fischer's table; two neighbours that changed places are one edit. */
function countEdits(left: string, right: string): number {
  let before: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      const swap = isSwap ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(substitution, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    [before, row] = [row, next];
  }
  return row[right.length] ?? 0;
}
