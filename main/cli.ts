#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Node keeps the compiled modules for the next start, which halves the time of a short command.
enableCompileCache();
const { runCommandLine } = await import('./commands/run-command-line.ts');
// The status is set and the process left at once: nothing that still hangs about may keep a script waiting.
process.exit(await runCommandLine(process.argv.slice(2)));
