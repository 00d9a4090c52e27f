import { readFileSync } from 'node:fs';
import { AppError } from '../../shared/ipc/app-error.ts';

/**
 * Reads a network from a JSON file: a list of layers. What the layers are is the service's to check.
 *
 * @throws AppError path-not-found, network-invalid where it is no JSON list
 */
export function readNetworkFile(path: string): unknown[] {
  const value = parse(readText(path), path);
  if (Array.isArray(value)) return value;
  throw new AppError(
    'network-invalid',
    `${path} holds no list of layers. A network is written as [{"type": "Conv2D", "filters": 32}, ...].`,
    { path },
  );
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    throw new AppError(
      'path-not-found',
      `The network file ${path} cannot be read. Check its name.`,
      { path },
      { cause },
    );
  }
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('network-invalid', `${path} is no valid JSON: ${reason}.`, { path }, { cause });
  }
}
