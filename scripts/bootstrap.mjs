// What npm's scripts call: bootstrap.mjs TASK [ARGUMENTS]. Runs on the machine's own Node, installs the packages when
// they are not there, and hands over to scripts/tasks/TASK.ts on the project's Node 24.

import { existsSync } from 'node:fs';
import path from 'node:path';

const OLDEST_NODE_MAJOR = 20;

const [task = '', ...taskArguments] = process.argv.slice(2);
process.exitCode = await bootstrap();

/** @returns {Promise<number>} the exit status */
async function bootstrap() {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE_MAJOR) {
    return stop(
      `This is Node ${process.versions.node}; Negatoscope needs Node ${OLDEST_NODE_MAJOR} or newer to set itself up.`,
    );
  }
  const { findNode24, hasNode24Package, makeNode24Environment, nodeMajorNeeded, projectFolder } =
    await import('./node24.mjs');
  const { installPackages } = await import('./install-packages.mjs');
  const { runForeground } = await import('./run-foreground.mjs');
  const script = path.join(projectFolder, 'scripts', 'tasks', `${task}.ts`);
  if (!/^[a-z-]+$/.test(task) || !existsSync(script))
    return stop(`There is no task "${task}"; \`npm run\` lists them.`);
  if (!hasNode24Package() && findNode24() === null) {
    return stop(
      `npm has no Node ${nodeMajorNeeded} for ${process.platform} ${process.arch}, and this is Node ${process.versions.node}: ` +
        `install Node ${nodeMajorNeeded} or newer and try again.`,
    );
  }
  const status = await installPackages();
  if (status !== 0) return status;
  const node = findNode24();
  if (node === null)
    return stop(`Node ${nodeMajorNeeded} is missing after installing; delete node_modules and try again.`);
  // Node 24 follows the proxy variables only when told to.
  const env = { NODE_USE_ENV_PROXY: '1', ...makeNode24Environment() };
  return runForeground(node, [script, ...taskArguments], { cwd: projectFolder, env });
}

/** @param {string} reason */
function stop(reason) {
  process.stderr.write(`${reason}\n`);
  return 1;
}
