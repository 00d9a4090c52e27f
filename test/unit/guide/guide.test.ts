import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { renderGuidePage } from '../../../scripts/build/render-guide-page.ts';
import { toGuideHash, toGuidePageName, type GuidePage } from '../../../shared/domain/guide.ts';

const root = path.resolve(import.meta.dirname, '..', '..', '..');
const folder = path.join(root, 'docs', 'guide');
const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((name) => name.split(path.sep).join('/'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }));

const findPicture = (): { address: string; width: number; height: number } => ({
  address: '/film-1.png',
  width: 1280,
  height: 800,
});

function render(markdown: string, file = 'clinician/start.md'): GuidePage {
  return renderGuidePage({ markdown, file, findPicture });
}

/** What pictures and links of a page lead to within the repository. */
function listTargets(name: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)#]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !target.includes('://'))
    .map((target) => path.join(folder, path.dirname(name), target));
}

describe.each(pages)('$name', ({ name, text }) => {
  it('leads to what is there', () => {
    expect(listTargets(name, text).filter((target) => !existsSync(target))).toEqual([]);
  });
});

/** The kinds of what stands on a page, one after the other: `heading 2`, `list 3`. */
function listBlocks(text: string): string[] {
  return new Marked()
    .lexer(text)
    .filter(({ type }) => type !== 'space')
    .map((token) => {
      if (token.type === 'heading') return `heading ${token.depth}`;
      return 'items' in token && Array.isArray(token.items) ? `list ${token.items.length}` : token.type;
    });
}

/** What a page says in no language: commands and keys, places it leads to, pictures, figures. */
function listUntranslated(name: string, text: string): Record<string, string[]> {
  const all = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);
  const named = (target: string): string => path.relative(folder, target).replace(/^vi[/\\]/, '');
  const targets = listTargets(name, text);
  const pages = targets.filter((target) => target.endsWith('.md') && path.basename(target) !== 'README.md');
  return {
    commands: all(/```\n([^]*?)```/g),
    code: [...new Set(all(/(?<!`)`([^`\n]+)`(?!`)/g))].sort(),
    pages: pages.map(named).sort(),
    screens: all(/\]\((negatoscope:[^)]+)\)/g).sort(),
    pictures: targets
      .filter((target) => target.endsWith('.png'))
      .map((target) => named(target).replace(/-(vi|dark)\.png$/, '')),
    figures: [...new Set(all(/(?<![\w.,])(\d[\d.,]*)/g).map((figure) => figure.replace(/\D/g, '')))].sort(),
  };
}

describe('the guide in two languages', () => {
  const texts = new Map(pages.map(({ name, text }) => [name, text]));
  const english = pages.filter(({ name }) => !name.startsWith('vi/'));

  it('has the same pages in both', () => {
    const vietnamese = pages.map(({ name }) => name).filter((name) => name.startsWith('vi/'));
    expect(vietnamese.sort()).toEqual(english.map(({ name }) => `vi/${name}`).sort());
  });

  it.each(pages)('shows the app in the language of $name', ({ name, text }) => {
    const others = name.startsWith('vi/') ? /-dark\.png$/ : /-vi\.png$/;
    expect(listTargets(name, text).filter((target) => others.test(target))).toEqual([]);
  });

  it.each(english)('says as much on $name in both, of the same things', ({ name, text }) => {
    const translation = texts.get(`vi/${name}`) ?? '';
    expect(listBlocks(translation)).toEqual(listBlocks(text));
    expect(listUntranslated(`vi/${name}`, translation)).toEqual(listUntranslated(name, text));
  });
});

it('leaves no picture of the app that nothing shows', () => {
  const readme = listTargets('../../README.md', readFileSync(path.join(root, 'README.md'), 'utf8'));
  const shown = new Set([...readme, ...pages.flatMap(({ name, text }) => listTargets(name, text))]);
  const pictures = readdirSync(path.join(root, 'docs', 'images'));
  expect(pictures.filter((name) => !shown.has(path.join(root, 'docs', 'images', name)))).toEqual([]);
});

describe('the guide in the app', () => {
  const rendered = pages.map(({ name, text }) => ({ name, page: render(text, name) }));
  const places = new Set(
    rendered.flatMap(({ name, page }) =>
      page.sections.map(({ id }) => toGuideHash(toGuidePageName(name), id)),
    ),
  );

  it('has a title on every page', () => {
    expect(rendered.filter(({ page }) => page.title === '')).toEqual([]);
  });

  it('leads from page to page, and nowhere out of the app', () => {
    const targets = rendered.flatMap(({ page }) =>
      [...page.html.matchAll(/href="([^"]+)"/g)].map(([, target = '']) => target),
    );
    expect(targets.filter((target) => !target.startsWith('#/'))).toEqual([]);
    const within = targets.filter((target) => target.startsWith('#/help/'));
    expect(within.filter((target) => !places.has(target))).toEqual([]);
    expect(within.length).toBeGreaterThan(20);
  });

  it('gives no two headings of a page one address', () => {
    for (const { page } of rendered) {
      const ids = page.sections.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('is reached from every page of it', () => {
    const linked = new Set(
      pages.flatMap(({ name, text }) =>
        listTargets(name, text).map((target) => path.relative(folder, target)),
      ),
    );
    expect(pages.map(({ name }) => name).filter((name) => !linked.has(path.normalize(name)))).toEqual([]);
  });
});

describe('renderGuidePage', () => {
  it('takes the title off, and makes links of pages and of the app places in it', () => {
    const { title, html } = render(
      '# A & B\n\nSee **this** and `x < y`.\n\n- [one](../it/data.md)\n- [two](read-a-result.md#the-map)\n- [three](negatoscope://app/#/train)\n- [all](../README.md)',
    );
    expect(title).toBe('A & B');
    expect(html).not.toContain('<h1');
    expect(html).toContain('See <strong>this</strong> and <code>x &lt; y</code>.');
    expect([...html.matchAll(/<a [^>]*>/g)].map(([link]) => link)).toEqual([
      '<a href="#/help/it/data">',
      '<a href="#/help/clinician/read-a-result?section=the-map">',
      '<a href="#/train">',
      '<a href="#/help/index">',
    ]);
  });

  it('tells addresses elsewhere and does not lead there', () => {
    const { html } = render(
      '# A\n\n[a paper](https://example.org/a?b=1&c=2), [how fast](../../performance.md), <https://example.org>',
    );
    expect(html).not.toContain('<a');
    expect(html).toContain('a paper (https://example.org/a?b=1&amp;c=2), how fast, ');
  });

  it('keeps the place of a picture by its size', () => {
    expect(render('# A\n\n![A "film"](../../images/film-1.png)').html).toContain(
      '<img src="/film-1.png" width="1280" height="800" loading="lazy" alt="A &quot;film&quot;" />',
    );
  });

  it('divides what is searched at the headings', () => {
    const { sections, html } = render(
      '# A\n\nFirst **of** all.\n\n## Ngưỡng, and `x`\n\n1. one\n2. [two](start.md)\n\n```\nnpm start\n```\n\n![no words](x.png)',
    );
    expect(sections).toEqual([
      { id: null, title: null, text: 'First of all.' },
      { id: 'ngưỡng-and-x', title: 'Ngưỡng, and x', text: 'one two npm start' },
    ]);
    expect(html).toContain('<h2 id="ngưỡng-and-x" tabindex="-1">');
  });

  it('refuses HTML, and a page without a title', () => {
    expect(() => render('# A\n\n<script>alert(1)</script>')).toThrow(/holds HTML/);
    expect(() => render('A')).toThrow(/title/);
  });
});
