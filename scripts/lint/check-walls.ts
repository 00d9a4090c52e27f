import { isBuiltin } from 'node:module';
import path from 'node:path';
import type { Rule } from 'eslint';
import { findWall, isFileAllowed, isPackageAllowed, type Wall } from './walls.ts';

/**
 * ESLint's rule that keeps the walls: it looks at every `import`, `export ... from`, `import()`, type import
 * and `require()`, resolves it against the importing file, and asks the table.
 */
export const checkWalls: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      file: '{{own}} may not import {{imported}}: see scripts/lint/walls.ts.',
      package: '{{own}} may not import the package {{imported}}: see scripts/lint/walls.ts.',
      node: '{{own}} may not import {{imported}}: there is no Node where it runs.',
    },
  },
  create(context) {
    const own = toRepositoryPath(context.cwd, context.filename);
    const wall = findWall(own);
    if (wall === null) return {};
    const check = (node: Rule.Node, source: unknown): void => {
      const imported = readText(source);
      const messageId = imported === null ? null : judge(wall, own, imported);
      if (messageId !== null) context.report({ node, messageId, data: { own, imported: imported ?? '' } });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      CallExpression: (node) => {
        if (isRequire(node.callee)) check(node, node.arguments[0]);
      },
      TSImportType: (node: Rule.Node & { readonly source?: unknown }) => check(node, node.source),
    };
  },
};

function judge(wall: Wall, own: string, imported: string): 'file' | 'package' | 'node' | null {
  if (imported.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(own), imported);
    return isFileAllowed(wall, target) ? null : 'file';
  }
  if (isBuiltin(imported)) return wall.hasNode ? null : 'node';
  return isPackageAllowed(wall, toPackageName(imported)) ? null : 'package';
}

function toPackageName(imported: string): string {
  const parts = imported.split('/');
  return parts.slice(0, imported.startsWith('@') ? 2 : 1).join('/');
}

function toRepositoryPath(root: string, file: string): string {
  return path.relative(root, file).split(path.sep).join('/');
}

function readText(source: unknown): string | null {
  if (typeof source !== 'object' || source === null || !('value' in source)) return null;
  return typeof source.value === 'string' ? source.value : null;
}

/** `require(...)`, and `createRequire(...)(...)`. */
function isRequire(callee: {
  readonly type: string;
  readonly name?: string;
  readonly callee?: unknown;
}): boolean {
  if (callee.type === 'Identifier') return callee.name === 'require';
  const inner = callee.callee;
  return typeof inner === 'object' && inner !== null && 'name' in inner && inner.name === 'createRequire';
}
