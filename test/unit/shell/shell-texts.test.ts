import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseShellTexts } from '../../../main/shell-texts.ts';
import { chooseBackground } from '../../../main/window-theme.ts';

describe('the words outside the page', () => {
  it.each([
    ['vi', 'en-US', 'Thiết lập'],
    ['en', 'vi-VN', 'Settings'],
    ['system', 'vi-VN', 'Thiết lập'],
    ['system', 'fr-FR', 'Settings'],
  ] as const)('for %s on a system of %s', (choice, locale, settings) => {
    expect(chooseShellTexts(choice, locale).settings).toBe(settings);
  });
});

describe('the colour before the page', () => {
  const tokens = readFileSync(
    path.resolve(import.meta.dirname, '../../../renderer/styles/tokens.css'),
    'utf8',
  );
  const [dark, light] = [...tokens.matchAll(/--surface: (#[0-9a-f]+);/g)].map(([, colour]) => colour);

  it('is the page’s own, in the theme chosen', () => {
    expect(chooseBackground('dark', false)).toBe(dark);
    expect(chooseBackground('light', true)).toBe(light);
    expect(chooseBackground('system', true)).toBe(dark);
    expect(chooseBackground('system', false)).toBe(light);
  });
});
