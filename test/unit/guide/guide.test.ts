import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listPages, renderGuide, renderMarkdown } from '../../../scripts/build/render-guide.ts';
import { guidePaths } from '../../../shared/domain/guide.ts';

const root = path.resolve(import.meta.dirname, '..', '..', '..');
const folder = path.join(root, 'docs', 'guide');
const pages = listPages(folder).map((name) => ({
  name,
  text: readFileSync(path.join(folder, name), 'utf8'),
}));

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
  const files = new Map(renderGuide(root).map(({ fileName, source }) => [fileName, source]));

  it('begins where the app looks for it', () => {
    for (const page of Object.values(guidePaths)) expect([...files.keys()]).toContain(page);
  });

  it('leads from page to page and to its pictures', () => {
    for (const [fileName, source] of files) {
      if (typeof source !== 'string' || !fileName.endsWith('.html')) continue;
      const targets = [...source.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, target = '']) => target);
      const within = targets
        .map((target) => new URL(target, `http://app/${fileName}`).pathname.slice(1))
        .filter((target) => target.startsWith('guide/'));
      expect(within.filter((target) => !files.has(target))).toEqual([]);
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

describe('renderMarkdown', () => {
  it('renders what the guide is written in', () => {
    expect(renderMarkdown('# A & B\n\nSee **this** and `x < y`.\n\n- [one](a/b.md)\n- two')).toBe(
      [
        '<h1>A &amp; B</h1>',
        '<p>See <strong>this</strong> and <code>x &lt; y</code>.</p>',
        '<ul><li><a href="a/b.html">one</a></li><li>two</li></ul>',
      ].join('\n'),
    );
  });

  it('numbers steps, keeps code as it is, and shows pictures', () => {
    expect(
      renderMarkdown('1. first\n2. second\n\n```\na  b\n```\n\n![A film](../../images/film-1.png)'),
    ).toBe(
      [
        '<ol><li>first</li><li>second</li></ol>',
        '<pre><code>a  b</code></pre>',
        '<p><img src="/guide/images/film-1.png" alt="A film" /></p>',
      ].join('\n'),
    );
  });
});
