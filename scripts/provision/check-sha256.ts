import { createHash } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ProvisionProblem } from './provision-problem.ts';

/**
 * Checks a downloaded file against its pinned SHA-256 (lower-case hex).
 * @throws ProvisionProblem `hash-mismatch`, after deleting the file.
 */
export async function checkSha256(file: string, expected: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const received = hash.digest('hex');
  if (received === expected) return;
  rmSync(file, { force: true });
  throw new ProvisionProblem(
    'hash-mismatch',
    `${path.basename(file)} is not the pinned file (SHA-256 ${received.slice(0, 12)}…, expected ${expected.slice(0, 12)}…); it was deleted`,
  );
}
