import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { leftOutPackages } from '../../../scripts/build/collect-licences.ts';

const root = path.resolve(import.meta.dirname, '..', '..', '..');
const require = createRequire(import.meta.url);
const requireOfBuilder = createRequire(require.resolve('app-builder-lib/package.json'));

const fileSetSchema = z.object({ from: z.string(), to: z.string() });
const platformSchema = z.object({
  target: z.union([z.string(), z.array(z.string())]),
  icon: z.string(),
  extraResources: z.array(fileSetSchema),
  fileAssociations: z
    .array(z.object({ ext: z.string(), mimeType: z.string(), role: z.string(), rank: z.string() }))
    .optional(),
});
const configurationSchema = z.object({
  files: z.array(z.string()),
  asarUnpack: z.array(z.string()),
  extraResources: z.array(fileSetSchema),
  electronFuses: z.record(z.string(), z.boolean()),
  linux: platformSchema,
  win: platformSchema,
  mac: platformSchema.extend({ entitlements: z.string() }),
});

/** Read by the parser that electron-builder itself uses. */
const yaml = requireOfBuilder('js-yaml') as { load(text: string): unknown };
const loaded = yaml.load(readFileSync(path.join(root, 'electron-builder.yml'), 'utf8'));
const configuration = configurationSchema.parse(loaded);

const manifest = z
  .object({
    main: z.string(),
    dependencies: z.record(z.string(), z.string()),
    optionalDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));

/** Whether a list of patterns takes a file, a later pattern overruling an earlier one. */
function isTaken(file: string, patterns: readonly string[]): boolean {
  return patterns.reduce((isIn, pattern) => {
    const isNegated = pattern.startsWith('!');
    return path.matchesGlob(file, pattern.slice(isNegated ? 1 : 0)) ? !isNegated : isIn;
  }, false);
}

/** Packages that a package draws in, itself included, as folders relative to the repository. */
function listPackages(name: string, from: string, found = new Set<string>()): ReadonlySet<string> {
  const folder = findPackage(name, from);
  if (folder === null || found.has(folder)) return found;
  found.add(folder);
  const { dependencies = {} } = z
    .object({ dependencies: z.record(z.string(), z.string()).optional() })
    .parse(JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')));
  for (const dependency of Object.keys(dependencies)) listPackages(dependency, folder, found);
  return found;
}

function findPackage(name: string, from: string): string | null {
  const folder = path.join(from, 'node_modules', name);
  if (existsSync(path.join(root, folder, 'package.json'))) return folder;
  return from === '.' ? null : findPackage(name, path.dirname(from));
}

describe('electron-builder.yml', () => {
  it("holds to electron-builder's own schema", () => {
    const schema: unknown = JSON.parse(readFileSync(require.resolve('app-builder-lib/scheme.json'), 'utf8'));
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const isValid = ajv.validate(schema as object, loaded);
    expect(ajv.errors ?? []).toEqual([]);
    expect(isValid).toBe(true);
    expect(ajv.validate(schema as object, { ...configuration, nonsense: 1 })).toBe(false);
  });

  it.each([
    'package.json',
    'dist/main/index.js',
    'dist/main/trainer/entry.js',
    'dist/preload/preload.cjs',
    'dist/renderer/index.html',
    'dist/renderer/assets/index-Ab12.js',
  ])('packs %s', (file) => {
    expect(isTaken(file, configuration.files)).toBe(true);
  });

  it('brings the licences, and offers images to the app without taking them from others', () => {
    expect(configuration.extraResources.map(({ to }) => to)).toEqual(
      expect.arrayContaining(['LICENSE.txt', 'THIRD-PARTY-NOTICES.txt']),
    );
    expect(existsSync(path.join(root, 'LICENSE'))).toBe(true);
    for (const { fileAssociations = [] } of [configuration.linux, configuration.mac]) {
      expect(fileAssociations.map(({ ext }) => ext)).toEqual(['png', 'jpg', 'jpeg', 'dcm']);
      expect(fileAssociations.at(-1)?.mimeType).toBe('application/dicom');
      expect(fileAssociations.every(({ role, rank }) => role === 'Viewer' && rank === 'Alternate')).toBe(
        true,
      );
    }
    // On Windows, electron-builder's own would take them.
    expect(configuration.win.fileAssociations).toBeUndefined();
  });

  it('packs what package.json names as the entry', () => {
    expect(isTaken(manifest.main, configuration.files)).toBe(true);
  });

  it.each(['main/index.ts', 'test/unit/a.test.ts', 'dist/types/main.tsbuildinfo', 'dist/main/index.js.map'])(
    'leaves out %s',
    (file) => {
      expect(isTaken(file, configuration.files)).toBe(false);
    },
  );

  it('unpacks all that the trainer opens, since plain Node cannot read an archive', () => {
    const files = ['package.json', 'dist/main/trainer/data/a.js', 'dist/main/shared/trainer-protocol.js'];
    const packages = [
      '@tensorflow/tfjs',
      '@tensorflow/tfjs-node-gpu',
      '@tensorflow/tfjs-backend-wasm',
      'pino',
      'zod',
    ];
    const folders = packages.flatMap((name) => [...listPackages(name, '.')]);
    expect(folders.length).toBeGreaterThan(100);
    for (const file of [...files, ...folders.map((folder) => `${folder}/index.js`)]) {
      expect(isTaken(file, configuration.asarUnpack), file).toBe(true);
      expect(
        configuration.files.some((pattern) => pattern === `!${file}`),
        file,
      ).toBe(false);
    }
    expect(isTaken('dist/main/index.js', configuration.asarUnpack)).toBe(false);
  });

  it("drops no package that runs in Node but the renderer's", () => {
    const dropped = Object.keys(manifest.dependencies).filter((name) =>
      configuration.files.some(
        (pattern) =>
          pattern.startsWith('!') && path.matchesGlob(`node_modules/${name}/index.js`, pattern.slice(1)),
      ),
    );
    expect(dropped.sort()).toEqual(['chart.js', 'svelte']);
  });

  it('drops what only an unused script draws in, with its licence', () => {
    // packages come by themselves, before the patterns
    const patterns = ['node_modules/**', ...configuration.files];
    const isDropped = (folder: string): boolean => !isTaken(`${folder}/index.js`, patterns);
    const ownDependencies = Object.keys(manifest.dependencies).filter((name) => !name.startsWith('dcmjs'));
    const needed = new Set(ownDependencies.flatMap((name) => [...listPackages(name, '.')]));
    const unused = [...listPackages('dcmjs-codecs', '.')].filter((folder) => !needed.has(folder));
    const dropped = unused.filter(isDropped).sort();
    expect(dropped).toEqual(['node_modules/core-js-pure', 'node_modules/dcmjs']);
    expect([...leftOutPackages].sort()).toEqual(dropped);
    const named = readdirSync(path.join(root, 'main'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap(
        (file) => readFileSync(path.join(root, 'main', file), 'utf8').match(/['"]dcmjs[^'"]*['"]/g) ?? [],
      );
    expect(named).toEqual(["'dcmjs-codecs/build/dcmjs-native-codecs.wasm'"]);
  });

  it('bundles a Node for each platform, of the packages that npm installs', () => {
    const expand = (from: string, arches: readonly string[]): string[] =>
      arches.map((arch) => from.replace('${arch}', arch));
    const bundled = [
      ...expand(configuration.linux.extraResources[0]?.from ?? '', ['x64', 'arm64']),
      ...expand(configuration.win.extraResources[0]?.from ?? '', ['x64']),
      ...configuration.mac.extraResources.map(({ from }) => from),
    ];
    expect(bundled.sort()).toEqual(
      Object.keys(manifest.optionalDependencies)
        .map((name) => `node_modules/${name}/bin`)
        .sort(),
    );
    for (const { extraResources } of [configuration.linux, configuration.win, configuration.mac]) {
      expect(new Set(extraResources.map(({ to }) => to))).toEqual(new Set(['node/bin']));
    }
  });

  it('makes the four installers, with an icon of our own', async () => {
    const targets = [configuration.linux, configuration.win, configuration.mac].flatMap(
      ({ target }) => target,
    );
    expect(targets).toEqual(['AppImage', 'deb', 'nsis', 'dmg']);
    const { width, height, hasAlpha } = await sharp(path.join(root, configuration.mac.icon)).metadata();
    expect({ width, height, hasAlpha }).toEqual({ width: 1024, height: 1024, hasAlpha: true });
    expect(existsSync(path.join(root, configuration.mac.entitlements))).toBe(true);
  });

  it('closes the ways to run something else by the app', () => {
    expect(configuration.electronFuses).toEqual({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});
