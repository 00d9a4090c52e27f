import path from 'node:path';
import type { Rule } from 'eslint';

/** Names that say nothing of what a file is for. */
const emptyNames: ReadonlySet<string> = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'misc',
  'manager',
]);

const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:svelte|test|spec|bench|config|d))*\.[cm]?[jt]s$/;
const pascalCase = /^(?:[A-Z][a-z0-9]*)+\.svelte$/;

/** ESLint's rule on the names of files: kebab-case, PascalCase for Svelte components, and never an empty word. */
export const checkFileName: Rule.RuleModule = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      shape: '"{{name}}": files are kebab-case, Svelte components PascalCase.',
      empty: '"{{name}}" says nothing of what is in it.',
    },
  },
  create(context) {
    const file = path.relative(context.cwd, context.filename);
    const name = path.basename(file);
    const emptyPart = file
      .split(path.sep)
      .find((part) => emptyNames.has(part.replace(/\..*$/, '').toLowerCase()));
    return {
      Program(node) {
        const isWellFormed = name.endsWith('.svelte') ? pascalCase.test(name) : kebabCase.test(name);
        if (!isWellFormed) context.report({ node, messageId: 'shape', data: { name } });
        if (emptyPart !== undefined) context.report({ node, messageId: 'empty', data: { name: emptyPart } });
      },
    };
  },
};
