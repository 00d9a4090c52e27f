import { readFileSync } from 'node:fs';
import path from 'node:path';
import { normalizePath, type Plugin } from 'vite';
import { renderGuidePage } from './render-guide-page.ts';

/**
 * Makes modules of the user guide's Markdown, each exporting its `page`, with its pictures among the page's own
 * files: the app needs neither a parser nor anything online.
 *
 * @param root folder of the repository, with `docs/guide` in Markdown
 */
export function makeGuidePlugin(root: string): Plugin {
  const folder = `${normalizePath(path.join(root, 'docs', 'guide'))}/`;
  return {
    name: 'negatoscope-guide',
    enforce: 'pre',
    transform(markdown, id) {
      if (!id.startsWith(folder) || !id.endsWith('.md')) return null;
      return {
        code: makeModule(markdown, id.slice(folder.length), path.dirname(id)),
        map: null,
        moduleType: 'js',
      };
    },
  };
}

function makeModule(markdown: string, file: string, folder: string): string {
  const pictures: string[] = [];
  const { html, ...page } = renderGuidePage({
    markdown,
    file,
    findPicture(target) {
      const mark = `\0${pictures.push(target) - 1}\0`;
      return { address: mark, ...readSize(path.join(folder, target)) };
    },
  });
  const parts = html
    .split('\0')
    .map((part, place) => (place % 2 === 0 ? JSON.stringify(part) : `picture${part}`));
  return [
    ...pictures.map((target, place) => `import picture${place} from ${JSON.stringify(target)};`),
    `export const page = { ...${JSON.stringify(page)}, html: ${parts.join(' + ')} };`,
  ].join('\n');
}

/** Width and height as a PNG file's first chunk gives them. */
function readSize(file: string): { width: number; height: number } {
  const bytes = readFileSync(file);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
