// npm run bench [-- --json and the benchmark's other flags]; standard output belongs to the benchmark alone.

import path from 'node:path';
import { projectFolder } from '../project-paths.ts';
import { runForeground } from '../run-foreground.mjs';
import { setUp } from '../set-up.ts';

const benchmark = path.join(projectFolder, 'test', 'bench', 'index.ts');
process.exitCode = (await setUp())
  ? await runForeground(process.execPath, [benchmark, ...process.argv.slice(2)])
  : 1;
