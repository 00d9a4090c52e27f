/**
 * The walls between the parts of the program: what each folder may import. `docs/architecture.md` draws them;
 * this table is what the linter holds everyone to. An import that no line allows is an error.
 */

export interface Wall {
  /** Files that stand behind this wall: a folder with its trailing slash, a file, or a file's beginning and `*`. */
  readonly of: readonly string[];
  /** Files they may import, written alike. */
  readonly files: readonly string[];
  /** Exceptions from `files`. */
  readonly exceptFiles?: readonly string[];
  /** Packages they may import (`scope/*` for a whole scope), or every package but some. */
  readonly packages: { readonly only: readonly string[] } | { readonly allBut: readonly string[] };
  readonly hasNode: boolean;
}

const guardedPackages = ['electron', 'better-sqlite3', '@tensorflow/*', 'svelte', 'chart.js'];
const trainerFree = { files: ['main/', 'shared/'], exceptFiles: ['main/trainer/'], hasNode: true } as const;

/** Of the walls that stand around a file, the one with the longest `of` holds. */
export const walls: readonly Wall[] = [
  { of: ['shared/'], files: ['shared/'], packages: { only: ['zod'] }, hasNode: false },

  { of: ['main/'], ...trainerFree, packages: { allBut: guardedPackages } },
  {
    of: [
      'main/index.ts',
      'main/window.ts',
      'main/main-window.ts',
      'main/recover-window.ts',
      'main/run-signs.ts',
      'main/app-protocol.ts',
      'main/menu.ts',
    ],
    ...trainerFree,
    packages: { only: ['electron'] },
  },
  { of: ['main/ipc/register.ts'], ...trainerFree, packages: { only: ['electron', 'zod'] } },
  {
    of: ['main/preload.ts'],
    files: ['shared/ipc/channels.ts'],
    packages: { only: ['electron'] },
    hasNode: false,
  },
  {
    of: ['main/db/'],
    ...trainerFree,
    exceptFiles: ['main/trainer/', 'main/services/', 'main/ipc/', 'main/commands/'],
    packages: { only: ['better-sqlite3', 'zod', 'pino'] },
  },
  {
    of: ['main/services/', 'main/library/'],
    ...trainerFree,
    exceptFiles: ['main/trainer/', 'main/ipc/', 'main/commands/'],
    packages: { allBut: guardedPackages },
  },
  {
    of: ['main/trainer/'],
    files: ['main/trainer/', 'shared/'],
    packages: { only: ['@tensorflow/tfjs*', 'pino', 'zod'] },
    hasNode: true,
  },
  {
    of: ['main/trainer/backend*'],
    files: ['main/trainer/', 'shared/'],
    packages: { only: ['@tensorflow/*', 'pino', 'zod'] },
    hasNode: true,
  },
  {
    of: ['main/trainer/backend-webgpu.ts'],
    files: ['main/trainer/', 'shared/'],
    packages: { only: ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-webgpu', 'webgpu'] },
    hasNode: true,
  },

  {
    of: ['renderer/'],
    files: ['renderer/', 'shared/'],
    packages: { only: ['svelte', 'zod'] },
    hasNode: false,
  },
  {
    of: ['renderer/components/'],
    files: ['renderer/', 'shared/'],
    exceptFiles: ['renderer/api.ts', 'renderer/state/', 'renderer/screens/'],
    packages: { only: ['svelte'] },
    hasNode: false,
  },
  {
    of: ['renderer/charts/'],
    files: ['renderer/', 'shared/'],
    exceptFiles: ['renderer/api.ts', 'renderer/state/', 'renderer/screens/'],
    packages: { only: ['svelte', 'chart.js'] },
    hasNode: false,
  },
];

/** Packages of a scope that its pattern leaves out: they need a line of their own. */
const ownLinePackages: ReadonlySet<string> = new Set([
  '@tensorflow/tfjs-node-gpu',
  '@tensorflow/tfjs-node',
  '@tensorflow/tfjs-backend-webgpu',
]);

/** The wall that holds for a file, by its path from the repository's root with forward slashes. */
export function findWall(file: string): Wall | null {
  const standing = walls.flatMap((wall) =>
    wall.of.filter((pattern) => isWithin(file, pattern)).map((pattern) => ({ wall, length: pattern.length })),
  );
  return standing.sort((a, b) => b.length - a.length)[0]?.wall ?? null;
}

/** Whether the wall lets a file of the repository through. */
export function isFileAllowed(wall: Wall, file: string): boolean {
  const isExcepted = wall.exceptFiles?.some((pattern) => isWithin(file, pattern)) ?? false;
  return !isExcepted && wall.files.some((pattern) => isWithin(file, pattern));
}

/** Whether the wall lets a package through. */
export function isPackageAllowed(wall: Wall, name: string): boolean {
  if ('allBut' in wall.packages) return !wall.packages.allBut.some((pattern) => isPackage(name, pattern));
  return wall.packages.only.some(
    (pattern) => isPackage(name, pattern) && !(pattern === '@tensorflow/tfjs*' && ownLinePackages.has(name)),
  );
}

function isWithin(file: string, pattern: string): boolean {
  if (pattern.endsWith('*')) return file.startsWith(pattern.slice(0, -1));
  return pattern.endsWith('/') ? file.startsWith(pattern) : file === pattern;
}

function isPackage(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
