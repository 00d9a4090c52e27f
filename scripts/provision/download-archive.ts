import { createWriteStream, rmSync } from 'node:fs';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { startProgress } from '../progress.ts';
import { checkSha256 } from './check-sha256.ts';
import { ProvisionProblem, toProvisionProblem } from './provision-problem.ts';

const STALL_LIMIT_MS = 60_000;

/**
 * Downloads a pinned archive into `folder` and checks its SHA-256; gives up when nothing comes for a minute.
 * @returns the archive's path.
 * @throws ProvisionProblem; nothing of a download that failed stays.
 */
export async function downloadArchive(
  title: string,
  url: string,
  sha256: string,
  folder: string,
): Promise<string> {
  const file = path.join(folder, path.basename(new URL(url).pathname));
  const progress = startProgress(title);
  const stop = new AbortController();
  let stall = setTimeout(() => stop.abort(), STALL_LIMIT_MS);
  try {
    const response = await fetch(url, { signal: stop.signal });
    if (!response.ok || response.body === null)
      throw new ProvisionProblem('no-network', `the server answered ${response.status}`);
    const total = Number(response.headers.get('content-length') ?? 0);
    let done = 0;
    const count = new Transform({
      transform(chunk: Buffer, _encoding, pass) {
        done += chunk.length;
        progress.update({ done, total, unit: 'bytes' });
        clearTimeout(stall);
        stall = setTimeout(() => stop.abort(), STALL_LIMIT_MS);
        pass(null, chunk);
      },
    });
    await pipeline(Readable.fromWeb(response.body), count, createWriteStream(file), { signal: stop.signal });
    await checkSha256(file, sha256);
    progress.finish('checked by its SHA-256');
    return file;
  } catch (error) {
    rmSync(file, { force: true });
    progress.fail();
    throw explainDownloadError(error, stop.signal.aborted);
  } finally {
    clearTimeout(stall);
  }
}

function explainDownloadError(error: unknown, isStalled: boolean): ProvisionProblem {
  if (isStalled) return new ProvisionProblem('no-answer', 'the download stopped coming and was given up');
  // fetch tells a network that cannot be reached by a TypeError.
  if (error instanceof TypeError)
    return new ProvisionProblem('no-network', 'the network could not be reached');
  return toProvisionProblem(error);
}
