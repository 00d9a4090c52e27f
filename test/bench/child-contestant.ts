import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { findNativeLibrary } from '../../main/native-library.ts';
import { makeTrainerEnvironment } from '../../main/trainer-host/trainer-environment.ts';
import type { Contestant } from './contestant.ts';

const readySchema = z.strictObject({ ready: z.record(z.string(), z.string()) });
const figuresSchema = z.strictObject({ figures: z.array(z.number()).min(1) });

interface Program {
  readonly label: string;
  readonly file: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Starts one of our own programs in `ours/` as the trainer is started. */
export async function startOurs(script: string, ...options: readonly string[]): Promise<Contestant> {
  return await startProgram({
    label: 'ours',
    file: process.execPath,
    arguments: [path.join(import.meta.dirname, 'ours', script), ...options],
    environment: makeTrainerEnvironment(process.env, findNativeLibrary(), process.platform),
  });
}

/** Starts sharp alone on the images of a folder. */
export async function startSharp(folder: string): Promise<Contestant> {
  return await startProgram({
    label: 'sharp',
    file: process.execPath,
    arguments: [path.join(import.meta.dirname, 'peers', 'sharp-resize.ts'), folder],
    environment: process.env,
  });
}

/** Starts a Python program of `peers/`. */
export async function startPeer(
  label: string,
  python: string,
  script: string,
  ...options: readonly string[]
): Promise<Contestant> {
  return await startProgram({
    label,
    file: python,
    arguments: [path.join(import.meta.dirname, 'peers', script), ...options],
    environment: {
      ...process.env,
      TF_CPP_MIN_LOG_LEVEL: '2',
      PYTHONDONTWRITEBYTECODE: '1',
      // Left over from elsewhere, these make numpy slow.
      OPENBLAS_CORETYPE: undefined,
      OPENBLAS_L2_SIZE: undefined,
    },
  });
}

/**
 * Starts a program that prints `{"ready": {...}}` once it is warm, and `{"figures": [...]}` for every line that
 * it is sent; it ends when its input does.
 *
 * @throws Error with the end of what it said where it ends before its time
 */
async function startProgram(program: Program): Promise<Contestant> {
  const { file, environment } = program;
  const child = spawn(file, program.arguments, { env: environment, stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-2000)));
  const ended = once(child, 'close');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const readLine = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error(`${program.label} ended early: ${said.trim().slice(-500)}`);
    return JSON.parse(value);
  };

  const { ready } = readySchema.parse(await readLine());
  return {
    label: [program.label, ...Object.values(ready)].join(' '),
    async runRound() {
      child.stdin.write('\n');
      return figuresSchema.parse(await readLine()).figures;
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
