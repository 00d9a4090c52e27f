import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { en } from '../../renderer/text/en.ts';
import { vi } from '../../renderer/text/vi.ts';

const folder = path.resolve(import.meta.dirname, '..', '..', 'docs', 'guide');
const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.md'),
);

function listQuoted(name: string): string[] {
  const text = readFileSync(path.join(folder, name), 'utf8');
  return [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, word = '']) => word.replace(/\.$/, ''));
}

it.each(pages)('%s calls buttons, tabs and fields what they are called', (name) => {
  const words = new Set<string>(Object.values(name.startsWith('vi') ? vi : en));
  expect(listQuoted(name).filter((word) => !words.has(word))).toEqual([]);
});

it.each(pages.filter((name) => !name.startsWith('vi')))('%s names the same in both languages', (name) => {
  const words = Object.entries(vi);
  const pairs = words.flatMap(([key, word]) => (isEnglishKey(key) ? [[en[key], word] as const] : []));
  const [english, vietnamese] = [listQuoted(name), listQuoted(path.join('vi', name))];
  const isPair = (from: string, to: string): boolean => pairs.some(([a, b]) => a === from && b === to);
  expect(english.filter((word) => !vietnamese.some((other) => isPair(word, other)))).toEqual([]);
  expect(vietnamese.filter((word) => !english.some((other) => isPair(other, word)))).toEqual([]);
});

function isEnglishKey(key: string): key is keyof typeof en {
  return key in en;
}
