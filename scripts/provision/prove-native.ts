import path from 'node:path';
import { z } from 'zod';
import type { NativeManifest } from '../../main/native-library.ts';
import { runCommand } from '../run-command.ts';
import { ProvisionProblem } from './provision-problem.ts';

const TIMEOUT_MS = 3 * 60 * 1000;
const proofSchema = z.object({ isRight: z.boolean(), tensorflow: z.string(), isUsingGpu: z.boolean() });
export type NativeProof = z.infer<typeof proofSchema>;

/**
 * Loads the linked library in a process of its own and lets it convolve; a library that crashes takes only that
 * process with it.
 * @throws ProvisionProblem `proof-failed`
 */
export async function proveNative(libraryFolder: string, manifest: NativeManifest): Promise<NativeProof> {
  const searchPath = manifest.libraryFolders.map((name) => path.join(libraryFolder, name));
  const inherited = process.env['LD_LIBRARY_PATH'];
  if (inherited !== undefined && inherited !== '') searchPath.push(inherited);
  const result = await runCommand(
    process.execPath,
    [path.join(import.meta.dirname, 'prove-convolution.ts')],
    {
      env: {
        LD_LIBRARY_PATH: searchPath.join(path.delimiter),
        TF_CPP_MIN_LOG_LEVEL: '2',
        TF_FORCE_GPU_ALLOW_GROWTH: 'true',
      },
      timeoutMs: TIMEOUT_MS,
    },
  );
  const proof = parseProof(result.output);
  if (result.status === 0 && proof?.isRight === true && proof.tensorflow === manifest.tensorflow)
    return proof;
  throw new ProvisionProblem(
    'proof-failed',
    `TensorFlow was built, but does not run here: ${explain(result.output)}`,
  );
}

function parseProof(output: string): NativeProof | null {
  const line = output.split('\n').findLast((text) => text.startsWith('{'));
  if (line === undefined) return null;
  try {
    return proofSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

function explain(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  return lines.find((line) => /error/i.test(line)) ?? 'it computed no convolution';
}
