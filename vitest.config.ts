import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { makeGuidePlugin } from './scripts/build/guide-plugin.ts';

// Generous on purpose: tests that train must pass on the slowest engine of a busy machine.
const timeouts = { testTimeout: 180_000, hookTimeout: 180_000 };

export default defineConfig({
  test: {
    // TensorFlow takes every core for itself: more files at once would only wait for each other.
    maxWorkers: 2,
    // Process pools, since native modules do not load twice in one process's threads.
    pool: 'forks',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          environment: 'node',
          ...timeouts,
        },
      },
      {
        // The native engine as it computes on processors without AVX-512.
        test: {
          name: 'avx2',
          include: ['block-layer', 'cnn5', 'layer-gradients', 'optimizers', 'pool-first', 'residual'].map(
            (name) => `test/unit/trainer/${name}.test.ts`,
          ),
          environment: 'node',
          env: { ONEDNN_MAX_CPU_ISA: 'AVX2' },
          ...timeouts,
        },
      },
      {
        plugins: [svelte(), makeGuidePlugin(import.meta.dirname)],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'component',
          include: ['test/component/**/*.test.ts'],
          environment: 'jsdom',
        },
      },
    ],
  },
});
