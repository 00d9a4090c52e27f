import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import typescript from 'typescript-eslint';
import { checkFileName } from './scripts/lint/check-file-name.ts';
import { checkWalls } from './scripts/lint/check-walls.ts';

const negatoscope = { rules: { walls: checkWalls, 'file-name': checkFileName } };

/** The bridge is for `renderer/api.ts` alone: everyone else goes through it. */
const bridgeMessage = 'Only renderer/api.ts speaks to the preload script.';
const bridgeRestriction = ['window', 'globalThis', 'self'].map((object) => ({
  object,
  property: 'api',
  message: bridgeMessage,
}));

export default defineConfig(
  globalIgnores(['dist/', 'release/', 'samples/', 'renderer/public/', 'test-results/', 'playwright-report/']),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { negatoscope },
    rules: { 'negatoscope/walls': 'error', 'negatoscope/file-name': 'error' },
  },
  eslint.configs.recommended,
  typescript.configs.strictTypeChecked,
  typescript.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-implicit-coercion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An async function without an await turns what it throws into a rejection, as its callers expect.
      '@typescript-eslint/require-await': 'off',
      // Services are made of closures, which need no `this`; a class's private members fail at once without it.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions'] }],
      // TypeScript itself wants brackets for index signatures.
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/naming-convention': [
        'error',
        { selector: 'default', format: ['camelCase'], leadingUnderscore: 'allow' },
        { selector: 'import', format: ['camelCase', 'PascalCase'] },
        {
          selector: 'variable',
          modifiers: ['const', 'global'],
          format: ['camelCase', 'PascalCase', 'UPPER_CASE'],
        },
        { selector: ['variable', 'parameter'], modifiers: ['destructured'], format: null },
        { selector: 'typeLike', format: ['PascalCase'] },
        // Others choose these: headers, syntax nodes, columns of the database, native bindings.
        { selector: ['objectLiteralProperty', 'objectLiteralMethod', 'typeProperty'], format: null },
      ],
    },
  },
  {
    // The one place where main listens to its windows: the check of the sender cannot be forgotten elsewhere.
    files: ['main/**'],
    ignores: ['main/ipc/register.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: 'electron', importNames: ['ipcMain'], message: 'Only main/ipc/register.ts does.' }],
        },
      ],
    },
  },
  {
    files: ['renderer/**'],
    languageOptions: { globals: globals.browser },
    rules: { 'no-console': 'error' },
  },
  {
    files: ['renderer/**'],
    ignores: ['renderer/api.ts'],
    rules: { 'no-restricted-properties': ['error', ...bridgeRestriction] },
  },
  {
    files: ['main/**', 'shared/**'],
    rules: { 'no-console': 'error', '@typescript-eslint/explicit-module-boundary-types': 'error' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: typescript.parser } },
    rules: {
      // It asks for reactive collections also where nothing is to react: in caches, and within a function.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    // What the linter's parser cannot see through in templates (snippets, bindings), svelte-check does.
    files: ['**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // `void value` is how an effect names what it depends on.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
    },
  },
  {
    files: ['test/**'],
    rules: {
      // Vitest's matchers, such as `expect.any(String)`, have the type any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: globals.node },
  },
  {
    // These belong to no TypeScript project.
    files: ['*.mjs'],
    extends: [typescript.configs.disableTypeChecked],
  },
);
