// npm run bench [-- --json and the benchmark's other flags]; standard output belongs to the benchmark alone.

import path from 'node:path';
import { projectFolder } from '../project-paths.ts';
import { provisionNative } from '../provision/provision-native.ts';
import { runForeground } from '../run-foreground.mjs';

// It measures the sources, as the command line runs them: nothing needs to be built.
await provisionNative({ kind: null, isExplicit: false });
const benchmark = path.join(projectFolder, 'test', 'bench', 'index.ts');
process.exitCode = await runForeground(process.execPath, [benchmark, ...process.argv.slice(2)]);
