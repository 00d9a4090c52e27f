import { toGuideHash, type GuidePage } from '../../../shared/domain/guide.ts';
import { foldText } from '../../shell/match-commands.ts';

/** A part of a text; what was searched for is marked. */
export interface TextPart {
  readonly text: string;
  readonly isFound: boolean;
}

/** A place in the guide in which every searched word stands. */
export interface GuideHit {
  readonly href: string;
  readonly page: string;
  readonly pageTitle: string;
  /** The heading it stands under; null before the first. */
  readonly sectionTitle: string | null;
  /** The text around the first word found. */
  readonly excerpt: readonly TextPart[];
}

const lengthBefore = 40;
const lengthShown = 150;

/**
 * Where every word of a query stands in one section, or its heading or page's title: titles of pages first, then
 * headings, then texts with the words side by side as they were written, then the rest, each in the order of the
 * pages. Case and accents make no difference.
 */
export function searchGuide(
  pages: readonly (readonly [name: string, page: GuidePage])[],
  query: string,
): readonly GuideHit[] {
  const words = foldText(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  // Syllable by syllable, a Vietnamese word stands nearly everywhere.
  const phrase = words.join(' ');
  const ranked = pages.flatMap(([name, page]) =>
    page.sections.flatMap(({ id, title, text }) => {
      const isPageTitled = id === null && hasEvery(page.title, words);
      const isTitled = title !== null && hasEvery(title, words);
      if (!isPageTitled && !isTitled && !hasEvery(`${title ?? page.title} ${text}`, words)) return [];
      const hasPhrase = hasEvery(text, [phrase]);
      const sought = hasPhrase ? [phrase] : words;
      const hit: GuideHit = {
        href: toGuideHash(name, id),
        page: name,
        pageTitle: page.title,
        sectionTitle: title,
        excerpt: markWords(cutAround(text, sought), sought),
      };
      return [{ hit, rank: isPageTitled ? 0 : isTitled ? 1 : hasPhrase ? 2 : 3 }];
    }),
  );
  return ranked.sort((a, b) => a.rank - b.rank).map(({ hit }) => hit);
}

function hasEvery(text: string, words: readonly string[]): boolean {
  const folded = foldText(text);
  return words.every((word) => folded.includes(word));
}

/** Folds letter by letter, so that what is found in it stands at the same place of the text. */
function foldInPlace(text: string): string {
  return Array.from(text.normalize('NFC'), (letter) => foldText(letter).padEnd(letter.length)).join('');
}

function cutAround(text: string, words: readonly string[]): string {
  const folded = foldInPlace(text);
  const first = Math.min(...words.map((word) => folded.indexOf(word)).filter((place) => place !== -1));
  if (!Number.isFinite(first) || first <= lengthBefore) return cutEnd(text);
  const start = text.lastIndexOf(' ', first - lengthBefore) + 1;
  return start === 0 ? cutEnd(text) : `… ${cutEnd(text.slice(start))}`;
}

function cutEnd(text: string): string {
  if (text.length <= lengthShown) return text;
  return `${text.slice(0, text.lastIndexOf(' ', lengthShown))} …`;
}

/** A text in parts, those that are one of the words marked. */
function markWords(text: string, words: readonly string[]): readonly TextPart[] {
  const folded = foldInPlace(text);
  const isFound = new Array<boolean>(text.length).fill(false);
  for (const word of words) {
    for (let place = folded.indexOf(word); place !== -1; place = folded.indexOf(word, place + 1)) {
      isFound.fill(true, place, place + word.length);
    }
  }
  const parts: { text: string; isFound: boolean }[] = [];
  for (const [place, found] of isFound.entries()) {
    const last = parts.at(-1);
    if (last?.isFound === found) last.text += text.charAt(place);
    else parts.push({ text: text.charAt(place), isFound: found });
  }
  return parts;
}
