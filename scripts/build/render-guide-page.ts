import path from 'node:path';
import { Marked, type MarkedToken, type RendererObject, type Token } from 'marked';
import {
  toGuideHash,
  toGuidePageName,
  type GuidePage,
  type GuideSection,
} from '../../shared/domain/guide.ts';
import { appAddress } from '../../shared/ipc/channels.ts';

/** A picture as the page shows it: its size keeps its place while it loads. */
export interface GuidePicture {
  readonly address: string;
  readonly width: number;
  readonly height: number;
}

export interface GuideSource {
  readonly markdown: string;
  /** Relative to the guide's folder, with `/` between parts: `clinician/start.md`. */
  readonly file: string;
  /** Finds a picture by its path as the page gives it. */
  readonly findPicture: (target: string) => GuidePicture;
}

/**
 * A page of the user guide, from Markdown to what the app shows. Links lead to places in the app; an address
 * elsewhere is told and not followed.
 *
 * @throws where the page holds HTML, or does not begin with its title
 */
export function renderGuidePage(source: GuideSource): GuidePage {
  const marked = new Marked({ renderer: makeRenderer(source) });
  const [first, ...rest] = marked.lexer(source.markdown);
  if (!isMarked(first) || first.type !== 'heading' || first.depth !== 1) {
    throw new Error(`${source.file} does not begin with its title`);
  }
  return { title: toText(first), html: marked.parser(rest), sections: divide(rest) };
}

function makeRenderer({ file, findPicture }: GuideSource): RendererObject {
  return {
    heading({ depth, tokens, text }) {
      return `<h${depth} id="${toHeadingId(text)}" tabindex="-1">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      const place = toPlace(href, file);
      if (place !== null) return `<a href="${escapeHtml(place)}">${text}</a>`;
      return hasScheme(href) ? `${text} (${escapeHtml(href)})` : text;
    },
    image({ href, text }) {
      const { address, width, height } = findPicture(href);
      return `<img src="${address}" width="${width}" height="${height}" loading="lazy" alt="${escapeHtml(text)}" />`;
    },
    html({ text }) {
      throw new Error(`${file} holds HTML, which the app does not show: ${text.trim()}`);
    },
  };
}

/** Where in the app a link leads; null for one that leads elsewhere. */
function toPlace(href: string, file: string): string | null {
  if (href.startsWith(`${appAddress}#/`)) return href.slice(appAddress.length);
  if (hasScheme(href)) return null;
  const [target = '', heading = null] = href.split('#');
  const named = target === '' ? file : path.posix.join(path.posix.dirname(file), target);
  if (!named.endsWith('.md') || named.startsWith('../')) return null;
  return toGuideHash(toGuidePageName(named), heading);
}

/** Whether it is an address of its own, such as `https:` or `mailto:`, and not a file. */
function hasScheme(href: string): boolean {
  return /^[a-z][a-z+.-]*:/i.test(href);
}

/** As repositories show Markdown: `#window-and-level` leads to the same heading there. */
function toHeadingId(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\s-]/gu, '')
    .replaceAll(' ', '-');
}

function divide(tokens: readonly Token[]): GuideSection[] {
  const sections: { id: string | null; title: string | null; texts: string[] }[] = [
    { id: null, title: null, texts: [] },
  ];
  for (const token of tokens) {
    if (isMarked(token) && token.type === 'heading') {
      sections.push({ id: toHeadingId(token.text), title: toText(token), texts: [] });
    } else {
      sections.at(-1)?.texts.push(toText(token));
    }
  }
  return sections.map(({ texts, ...section }) => ({
    ...section,
    text: texts.join(' ').replace(/\s+/g, ' ').trim(),
  }));
}

/** The words of a token; what pictures show is told by what stands around them. */
function toText(token: Token): string {
  if (!isMarked(token) || token.type === 'image' || token.type === 'space') return '';
  if (token.type === 'list') return token.items.map(toText).join(' ');
  if (token.type === 'list_item') return token.tokens.map(toText).join(' ');
  if ('tokens' in token) return token.tokens.map(toText).join('');
  return 'text' in token ? token.text : '';
}

/** Whether there is a token: all are Marked's own, since it has no extensions here. */
function isMarked(token: Token | undefined): token is MarkedToken {
  return token !== undefined;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
