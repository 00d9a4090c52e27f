import type { CommandResult } from '../run-command.ts';

/** Why one way to a native library did not work. */
export type ProvisionProblemCode =
  | 'no-build'
  | 'no-python'
  | 'no-compiler'
  | 'no-network'
  | 'no-answer'
  | 'disk-full'
  | 'folder-not-writable'
  | 'hash-mismatch'
  | 'command-failed'
  | 'proof-failed';

/** A failed way to a native library; the message is one line for the user. */
export class ProvisionProblem extends Error {
  readonly code: ProvisionProblemCode;

  constructor(code: ProvisionProblemCode, message: string) {
    super(message);
    this.name = 'ProvisionProblem';
    this.code = code;
  }
}

/** Turns whatever a step threw into a problem; the operating system's codes for a full or closed disk get their own. */
export function toProvisionProblem(error: unknown): ProvisionProblem {
  if (error instanceof ProvisionProblem) return error;
  const message = error instanceof Error ? error.message : String(error);
  const systemCode = error instanceof Error && 'code' in error ? error.code : undefined;
  if (systemCode === 'ENOSPC' || systemCode === 'EDQUOT') return new ProvisionProblem('disk-full', message);
  if (systemCode === 'EACCES' || systemCode === 'EROFS' || systemCode === 'EPERM')
    return new ProvisionProblem('folder-not-writable', message);
  return new ProvisionProblem('command-failed', message);
}

const NETWORK_SIGNS =
  /NewConnectionError|fetch failed|name resolution|Name or service not known|ConnectTimeout|ReadTimeout|Connection refused|Network is unreachable|ProxyError|SSLError|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/i;
const DISK_SIGNS = /No space left on device|ENOSPC|Errno 28|Disk quota exceeded/i;

/**
 * Explains a failed command in one line; `what` names it (`pip`, `the compiler`). Call it only when the command did not
 * exit with 0.
 */
export function explainFailure(what: string, result: CommandResult): ProvisionProblem {
  if (DISK_SIGNS.test(result.output)) return new ProvisionProblem('disk-full', `the disk is full (${what})`);
  if (NETWORK_SIGNS.test(result.output))
    return new ProvisionProblem('no-network', `${what} could not reach the network`);
  if (result.ending === 'missing')
    return new ProvisionProblem('command-failed', `${what} could not be started`);
  if (result.ending === 'stalled' || result.ending === 'timed-out')
    return new ProvisionProblem('no-answer', `${what} made no progress and was stopped`);
  return new ProvisionProblem('command-failed', `${what} failed: ${lastTellingLine(result.output)}`);
}

function lastTellingLine(output: string): string {
  const lines = output
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? 'it gave no reason';
}
