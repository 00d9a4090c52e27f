import { runCommand } from '../run-command.ts';
import { ProvisionProblem } from './provision-problem.ts';

const PROBE_TIMEOUT_MS = 30_000;

/**
 * Finds a Python 3 that has pip.
 * @throws ProvisionProblem `no-python`, saying whether Python or pip is what lacks.
 */
export async function findPython(): Promise<string> {
  let hasPython = false;
  for (const candidate of process.platform === 'win32' ? ['python', 'py'] : ['python3', 'python']) {
    const probe = await runCommand(candidate, ['-m', 'pip', '--version'], { timeoutMs: PROBE_TIMEOUT_MS });
    if (probe.status === 0) return candidate;
    if (probe.ending !== 'missing') hasPython = true;
  }
  throw new ProvisionProblem(
    'no-python',
    hasPython
      ? 'Python is here, but not its pip (install python3-pip)'
      : 'there is no python3 (install it, with pip)',
  );
}
