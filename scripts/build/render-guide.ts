import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A file of the guide as the app serves it. */
export interface GuideFile {
  /** Beneath the page's root: `guide/clinician/start.html`. */
  readonly fileName: string;
  readonly source: string | Uint8Array;
}

/**
 * The user guide as pages that the app serves itself, with their pictures and style.
 *
 * @param root folder of the repository, with `docs/guide` in Markdown
 */
export function renderGuide(root: string): GuideFile[] {
  const folder = path.join(root, 'docs', 'guide');
  const texts = listPages(folder).map((name) => ({
    name,
    markdown: readFileSync(path.join(folder, name), 'utf8'),
  }));
  const pictures = new Set(
    texts
      .flatMap(({ markdown }) => [...markdown.matchAll(/images\/([\w-]+\.png)/g)])
      .map(([, name = '']) => name),
  );
  const tokens = readFileSync(path.join(root, 'renderer', 'styles', 'tokens.css'), 'utf8');
  const style = readFileSync(path.join(import.meta.dirname, 'guide.css'), 'utf8');
  return [
    ...texts.map(({ name, markdown }) => ({
      fileName: `guide/${toPageName(name)}`,
      source: renderPage(markdown, name.startsWith('vi/') ? 'vi' : 'en'),
    })),
    ...[...pictures].map((name) => ({
      fileName: `guide/images/${name}`,
      source: readFileSync(path.join(root, 'docs', 'images', name)),
    })),
    { fileName: 'guide/guide.css', source: `${tokens}\n${style}` },
  ];
}

/** Pages of the guide, relative to its folder, with `/` between parts. */
export function listPages(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => name.endsWith('.md'))
    .sort();
}

function toPageName(name: string): string {
  return name.replace(/README\.md$/, 'index.md').replace(/\.md$/, '.html');
}

const ways = {
  en: { guide: 'User guide', app: 'Back to the app' },
  vi: { guide: 'Hướng dẫn', app: 'Về ứng dụng' },
} as const;

function renderPage(markdown: string, language: 'en' | 'vi'): string {
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? 'Negatoscope';
  const way = ways[language];
  const start = language === 'vi' ? '/guide/vi/index.html' : '/guide/index.html';
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>${escapeHtml(title)} – Negatoscope</title>
    <script src="/first-paint.js"></script>
    <link rel="icon" href="/icon.svg" />
    <link rel="stylesheet" href="/guide/guide.css" />
  </head>
  <body lang="${language}">
    <nav><a href="/">${way.app}</a> <a href="${start}">${way.guide}</a></nav>
    <main>
${renderMarkdown(markdown)}
    </main>
  </body>
</html>
`;
}

/**
 * The Markdown that the guide is written in: headings, paragraphs of a line, lists, blocks of code and pictures;
 * within a line bold, code and links.
 */
export function renderMarkdown(markdown: string): string {
  const blocks = markdown.trim().split(/\n{2,}/);
  return blocks.map(renderBlock).join('\n');
}

function renderBlock(block: string): string {
  const code = /^```\n([\s\S]*?)\n```$/.exec(block)?.[1];
  if (code !== undefined) return `<pre><code>${escapeHtml(code)}</code></pre>`;
  const [, marks, heading] = /^(#{1,3}) (.+)$/.exec(block) ?? [];
  if (marks !== undefined && heading !== undefined) {
    return `<h${marks.length}>${renderLine(heading)}</h${marks.length}>`;
  }
  const lines = block.split('\n');
  if (lines.every((line) => line.startsWith('- '))) return renderList('ul', lines, /^- /);
  if (lines.every((line) => /^\d+\. /.test(line))) return renderList('ol', lines, /^\d+\. /);
  return `<p>${lines.map(renderLine).join(' ')}</p>`;
}

function renderList(tag: 'ul' | 'ol', lines: readonly string[], mark: RegExp): string {
  const items = lines.map((line) => `<li>${renderLine(line.replace(mark, ''))}</li>`);
  return `<${tag}>${items.join('')}</${tag}>`;
}

function renderLine(line: string): string {
  return escapeHtml(line)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/!\[([^\]]*)\]\([^)]*images\/([\w-]+\.png)\)/g, '<img src="/guide/images/$2" alt="$1" />')
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_, text: string, target: string) => {
      return `<a href="${toPageName(target)}">${text}</a>`;
    });
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
