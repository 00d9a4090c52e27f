import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { collectLicences, formatNotices } from './scripts/build/collect-licences.ts';
import { makeGuidePlugin } from './scripts/build/guide-plugin.ts';

/**
 * One configuration, three builds, chosen by `--mode`:
 *
 * - `renderer`: the window's page, to `dist/renderer`;
 * - `main`: everything that runs in Node, to `dist/main`;
 * - `preload`: the bridge between the two, to `dist/preload/preload.cjs`.
 */

const root = import.meta.dirname;
const chromium = 'chrome140';
const node = 'node24';

/**
 * The page's addresses begin at the root of its own origin (`negatoscope://app/` or loopback). No inline script
 * and no inlined file: the content security policy allows neither.
 */
const renderer: UserConfig = {
  root: path.join(root, 'renderer'),
  base: '/',
  plugins: [svelte({ configFile: false }), emitLicences(), makeGuidePlugin(root)],
  build: {
    outDir: path.join(root, 'dist', 'renderer'),
    emptyOutDir: true,
    target: [chromium, 'firefox140', 'safari18'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
  },
};

/**
 * Modules stay one file each, at the same relative places as in the source: a path taken from `import.meta.url`
 * holds in both, stack traces read like the source, and the installer can unpack the trainer's part alone.
 * Packages are never bundled; they are found in node_modules.
 */
const main: UserConfig = {
  build: {
    ssr: true,
    outDir: path.join(root, 'dist', 'main'),
    emptyOutDir: true,
    target: node,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: {
        index: path.join(root, 'main', 'index.ts'),
        'chores/chore-thread': path.join(root, 'main', 'chores', 'chore-thread.ts'),
        'library/dicom/decoding-thread': path.join(root, 'main', 'library', 'dicom', 'decoding-thread.ts'),
        'trainer/entry': path.join(root, 'main', 'trainer', 'entry.ts'),
        'trainer/data/batch-worker': path.join(root, 'main', 'trainer', 'data', 'batch-worker.ts'),
        cli: path.join(root, 'main', 'cli.ts'),
        browser: path.join(root, 'main', 'browser.ts'),
      },
      external: (id) => !id.startsWith('.') && !path.isAbsolute(id),
      output: {
        format: 'es',
        preserveModules: true,
        preserveModulesRoot: path.join(root, 'main'),
        entryFileNames: '[name].js',
      },
    },
  },
};

/** A sandboxed preload script is one CommonJS file that may require `electron` and nothing else. */
const preload: UserConfig = {
  build: {
    outDir: path.join(root, 'dist', 'preload'),
    emptyOutDir: true,
    target: chromium,
    minify: false,
    sourcemap: true,
    lib: { entry: path.join(root, 'main', 'preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
    rolldownOptions: { external: ['electron'] },
  },
};

/** Puts the licences of what ships beside the page: for the app to show, and as a text for the installers. */
function emitLicences(): Plugin {
  return {
    name: 'negatoscope-licences',
    generateBundle() {
      const licences = collectLicences(root);
      this.emitFile({ type: 'asset', fileName: 'licences.json', source: JSON.stringify(licences) });
      this.emitFile({ type: 'asset', fileName: 'third-party-notices.txt', source: formatNotices(licences) });
    },
  };
}

export default defineConfig(({ mode }) => {
  if (mode === 'main') return main;
  if (mode === 'preload') return preload;
  return renderer;
});
