#!/usr/bin/env node
// `npx negatoscope`: the command line on the project's Node 24, whatever Node npx runs on.

import path from 'node:path';
import { hasInstalledPackages } from './install-packages.mjs';
import { findNode24, makeNode24Environment, projectFolder } from './node24.mjs';
import { runForeground } from './run-foreground.mjs';

const node = hasInstalledPackages() ? findNode24() : null;
if (node === null) {
  process.stderr.write('Negatoscope is not set up here yet: run `npm run setup` first.\n');
  process.exitCode = 1;
} else {
  process.exitCode = await runForeground(
    node,
    [path.join(projectFolder, 'main', 'cli.ts'), ...process.argv.slice(2)],
    // Killed too hard to pass it on, it must not leave the program at work with nobody to see.
    { env: { ...makeNode24Environment(), NEGATOSCOPE_STARTER: String(process.pid) } },
  );
}
