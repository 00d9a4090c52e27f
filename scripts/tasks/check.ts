// npm run check: everything that must hold before a commit lands. All of it runs, also after a failure.

import path from 'node:path';
import { say } from '../progress.ts';
import { modulesFolder, projectFolder } from '../project-paths.ts';
import { runForeground } from '../run-foreground.mjs';
import { setUp } from '../set-up.ts';
import { formatCounts } from '../test-run/count-results.ts';
import { runSuites } from '../test-run/run-suites.ts';

const CHECKS = [
  { name: 'format', script: 'prettier/bin/prettier.cjs', arguments: ['--check', '--log-level=warn', '.'] },
  { name: 'lint', script: 'eslint/bin/eslint.js', arguments: ['.', '--max-warnings=0'] },
  { name: 'types', script: 'typescript/bin/tsc', arguments: ['--build'] },
  {
    name: 'components',
    script: 'svelte-check/bin/svelte-check',
    arguments: ['--tsconfig', 'renderer/tsconfig.json'],
  },
];

const failed: string[] = [];
if (!(await setUp())) failed.push('build');
for (const check of CHECKS) {
  say(`Checking ${check.name}`);
  const script = path.join(modulesFolder, check.script);
  const status = await runForeground(process.execPath, [script, ...check.arguments], { cwd: projectFolder });
  if (status !== 0) failed.push(check.name);
}
const counts = await runSuites();
if (counts.failed > 0 || counts.passed === 0) failed.push('tests');
process.stdout.write(`\n${formatCounts(counts)}\n`);
process.stdout.write(failed.length === 0 ? 'All checks hold.\n' : `Failed: ${failed.join(', ')}.\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
