import { AppError } from '../../shared/ipc/app-error.ts';

/** How a trainer that nobody had asked to end ended, and what was known about it by then. */
export interface Crash {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Last lines that it printed. */
  readonly lastLines: readonly string[];
  /** Its resident memory when it last said so; null when it never did. */
  readonly memoryBytes: number | null;
  readonly totalMemoryBytes: number;
  /** Processes the kernel killed for lack of memory in the trainer's lifetime; null where it cannot be told. */
  readonly outOfMemoryKills: number | null;
}

/** What runtimes print when an allocation fails: C++, V8, and TensorFlow's allocators. */
const outOfMemoryText =
  /std::bad_alloc|heap out of memory|Cannot allocate memory|ENOMEM|failed to allocate memory/i;

/** Windows' STATUS_NO_MEMORY and STATUS_COMMITMENT_LIMIT. */
const outOfMemoryExitCodes: ReadonlySet<number> = new Set([0xc0000017, 0xc000012d]);

/** Share of the machine's memory from which a process killed without a word was probably killed for it. */
const suspectMemoryShare = 0.5;

const signalWords: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: 'it stopped itself after an internal error (SIGABRT)',
  SIGBUS: 'it touched memory that is not there (SIGBUS)',
  SIGFPE: 'a calculation was impossible (SIGFPE)',
  SIGILL: 'it met an instruction that this processor does not have (SIGILL)',
  SIGKILL: 'it was killed by the system or by another program (SIGKILL)',
  SIGSEGV: 'it touched memory that is not its own (SIGSEGV)',
  SIGTERM: 'another program asked it to end (SIGTERM)',
};

/**
 * Says in words why the trainer ended, as `trainer-out-of-memory` or `trainer-crashed`. What the process
 * printed decides nothing but whether memory ran out, and none of it reaches the message.
 */
export function explainCrash(crash: Crash): AppError {
  const details = {
    ...(crash.exitCode === null ? {} : { exitCode: crash.exitCode }),
    ...(crash.signal === null ? {} : { signal: crash.signal }),
    ...(crash.memoryBytes === null ? {} : { memoryBytes: crash.memoryBytes }),
  };
  const doubt = judgeMemory(crash);
  if (doubt !== null) {
    return new AppError(
      'trainer-out-of-memory',
      `The training process ended: ${doubt}. Close other programs, or use a smaller batchSize or imageSize; ` +
        'a run can be resumed from its last checkpoint.',
      details,
    );
  }
  return new AppError(
    'trainer-crashed',
    `The training process ended unexpectedly: ${toWords(crash)}. A run can be resumed from its last checkpoint; ` +
      'the log has the details.',
    details,
  );
}

function judgeMemory(crash: Crash): string | null {
  const hasSaidSo = crash.lastLines.some((line) => outOfMemoryText.test(line));
  if (hasSaidSo || (crash.exitCode !== null && outOfMemoryExitCodes.has(crash.exitCode))) {
    return 'it ran out of memory';
  }
  if (crash.signal !== 'SIGKILL') return null;
  if (crash.outOfMemoryKills !== null && crash.outOfMemoryKills > 0) {
    return 'the system killed it because memory ran out';
  }
  const wasLarge =
    crash.memoryBytes !== null && crash.memoryBytes >= suspectMemoryShare * crash.totalMemoryBytes;
  return wasLarge ? 'it was killed, probably by the system for lack of memory' : null;
}

function toWords(crash: Crash): string {
  if (crash.signal !== null) return signalWords[crash.signal] ?? `signal ${crash.signal}`;
  if (crash.exitCode === 0) return 'it left without being asked to (exit code 0)';
  return `exit code ${crash.exitCode ?? 'unknown'}`;
}
