import { runCommand } from '../run-command.ts';

const TIMEOUT_MS = 20_000;

/** Whether `nvidia-smi` answers and lists a GPU. */
export async function hasNvidiaGpu(): Promise<boolean> {
  const result = await runCommand('nvidia-smi', ['--list-gpus'], { timeoutMs: TIMEOUT_MS });
  return result.status === 0 && /^GPU \d+:/m.test(result.output);
}
