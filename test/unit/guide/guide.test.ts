import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
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
