import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { en } from '../../renderer/text/en.ts';
import { vi } from '../../renderer/text/vi.ts';

const folder = path.resolve(import.meta.dirname, '..', '..', 'docs', 'guide');
const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.md'),
);

it.each(pages)('%s calls buttons, tabs and fields what they are called', (name) => {
  const text = readFileSync(path.join(folder, name), 'utf8');
  const words = new Set<string>(Object.values(name.startsWith('vi') ? vi : en));
  const quoted = [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, word = '']) => word);
  expect(quoted.filter((word) => !words.has(word) && !words.has(word.replace(/\.$/, '')))).toEqual([]);
});
