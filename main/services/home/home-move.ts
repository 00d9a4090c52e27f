import { rmSync } from 'node:fs';
import type { HomeMoveProgress } from '../../../shared/domain/home-move.ts';
import type { MethodOutput } from '../../../shared/ipc/contract.ts';
import { readDataVersion } from '../../db/copy-database.ts';
import { writeHomeLocation } from '../../home-location.ts';
import { removeLibrary, toCopyMarker } from '../../library-files.ts';
import type { ServiceContext } from '../service-context.ts';
import { copyLibrary } from './copy-library.ts';
import { toHomeBusyError } from './home-errors.ts';

/** Progress of copying is told at most this often. */
const progressIntervalMs = 100;

export type Moved = MethodOutput<'home:wait-for-move'>;

export interface HomeMoveOptions {
  /** Ready to take a library, and marked. */
  readonly target: string;
  /** Where it is told that the home was moved. */
  readonly locationDirectory: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: HomeMoveProgress) => void;
}

/**
 * Copies a library and, once the copy is looked through, has it be the one that is opened from now on. Up to that
 * moment a failure leaves everything as it was, and removes the copy.
 *
 * @throws AppError home-busy where another process changed the library meanwhile; what `copyLibrary` throws
 */
export async function moveHome(
  context: Pick<ServiceContext, 'home' | 'database' | 'log'>,
  { target, locationDirectory, signal, onProgress }: HomeMoveOptions,
): Promise<Moved> {
  const { home, database, log } = context;
  const former = home.directory;
  let bytes: number;
  try {
    const dataVersion = readDataVersion(database);
    bytes = await copyLibrary(context, target, {
      signal,
      onProgress: limitRate((progress) => onProgress({ target, ...progress })),
    });
    if (readDataVersion(database) !== dataVersion) throw toHomeBusyError(former);
    writeHomeLocation(locationDirectory, { home: target, former });
  } catch (thrown) {
    removeLibrary(target);
    throw thrown;
  }
  try {
    rmSync(toCopyMarker(target), { force: true });
  } catch (error) {
    log.warn({ error }, 'the mark of a copy is left over, until the home is opened');
  }
  onProgress({ target, phase: 'moved', doneBytes: bytes, totalBytes: bytes });
  return { home: target, former, bytes };
}

type CopyProgress = Omit<HomeMoveProgress, 'target'>;

/** Passes on every change of phase, and progress within one now and then. */
function limitRate(tell: (progress: CopyProgress) => void): (progress: CopyProgress) => void {
  let toldMs = Number.NEGATIVE_INFINITY;
  let toldPhase: CopyProgress['phase'] | null = null;
  return (progress) => {
    const nowMs = performance.now();
    if (progress.phase === toldPhase && nowMs - toldMs < progressIntervalMs) return;
    toldMs = nowMs;
    toldPhase = progress.phase;
    tell(progress);
  };
}
