import path from 'node:path';
import { startProgress } from '../progress.ts';
import { runCommand } from '../run-command.ts';
import { measureFolderBytes } from './native-folder.ts';
import type { Wheel } from './native-versions.ts';
import { explainFailure } from './provision-problem.ts';

const TIMEOUT_MS = 20 * 60 * 1000;

/**
 * What is kept of a wheel, and where it goes in the library's folder. The libraries' own search path looks for
 * `../nvidia/*` beside `lib`. Of the wheel's 13,000 headers the binding includes 14, all in these four folders.
 */
const KEPT_PARTS = [
  'tensorflow/(?=libtensorflow)=>deps/lib/',
  'tensorflow/include/(?=tensorflow/c/|tensorflow/core/platform/|tsl/platform/|xla/tsl/c/)=>deps/include/',
  'nvidia/(?=[^/]+/lib/)=>deps/nvidia/',
];

/**
 * Unpacks the libraries and headers of a checked wheel into `folder` (a partial one).
 * @throws ProvisionProblem
 */
export async function unpackWheel(python: string, wheel: Wheel, file: string, folder: string): Promise<void> {
  const progress = startProgress(`Unpacking ${wheel.name} ${wheel.version}`);
  const deps = path.join(folder, 'deps');
  const beforeBytes = measureFolderBytes(deps);
  const script = path.join(import.meta.dirname, 'unpack-wheel.py');
  const result = await runCommand(python, [script, file, folder, ...KEPT_PARTS], {
    timeoutMs: TIMEOUT_MS,
    stall: {
      limitMs: TIMEOUT_MS,
      measure: () => {
        const done = measureFolderBytes(deps) - beforeBytes;
        progress.update({ done, total: wheel.unpackedBytes, unit: 'bytes' });
        return done;
      },
    },
  });
  if (result.status === 0) {
    progress.finish();
    return;
  }
  progress.fail();
  throw explainFailure('unpacking', result);
}
