import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { say, startProgress } from '../progress.ts';
import { projectFolder } from '../project-paths.ts';
import { runCommand, type CommandResult } from '../run-command.ts';

const TIMEOUT_MS = 5 * 60 * 1000;
const sourceFolder = path.join(projectFolder, 'main', 'trainer', 'operations');
const bindingFolder = ['lib', 'napi-v8'];
/**
 * The libraries, and the processors that each is compiled for: on x86 those with AVX-512, and those with AVX2 and FMA,
 * all since 2013; elsewhere what the compiler takes for granted. All of them are loaded, and the one that fits registers
 * (main/trainer/operations/register-operations.cc).
 */
const libraries =
  process.arch === 'x64'
    ? [
        { name: 'negatoscope_operations.node', flags: ['-march=haswell'] },
        {
          name: 'negatoscope_operations_avx512.node',
          flags: ['f', 'bw', 'cd', 'dq', 'vl'].map((part) => `-mavx512${part}`).concat('-march=haswell'),
        },
      ]
    : [{ name: 'negatoscope_operations.node', flags: [] }];

/** Of what the libraries were last built from; written when building them failed as well. */
const stampName = 'negatoscope_operations.sha256';

/** Sums keep their order, and what is not a number stays so. */
const compilerFlags = [
  '-O3',
  '-fno-math-errno',
  '-fno-trapping-math',
  '-ffp-contract=fast',
  '-fvisibility=hidden',
  '-fPIC',
];

/**
 * Builds the trainer's own operations (main/trainer/operations) into the native library in `folder`, beside the
 * binding, unless they were built there from the same sources. They only make training faster: where they cannot be
 * built, that is said in one line, and the trainer does without.
 *
 * @param isExplicit whether to try again what failed before
 */
export async function buildOperations(folder: string, isExplicit: boolean): Promise<void> {
  if (process.platform !== 'linux') return;
  const binding = path.join(folder, ...bindingFolder);
  const stamp = hashSources();
  const isBuilt = libraries.every(({ name }) => existsSync(path.join(binding, name)));
  if (readOperationsStamp(folder) === stamp && (isBuilt || !isExplicit)) return;
  const progress = startProgress("Building the trainer's own operations");
  const partial = mkdtempSync(path.join(folder, '.operations-'));
  try {
    const failure = await compile(folder, partial);
    for (const { name } of libraries) {
      if (failure === null) renameSync(path.join(partial, name), path.join(binding, name));
      else rmSync(path.join(binding, name), { force: true });
    }
    writeFileSync(path.join(binding, stampName), stamp);
    if (failure === null) {
      progress.finish();
      return;
    }
    progress.fail();
    say(`Training does without them, and takes longer: ${failure}`);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** @returns the compiler's first complaint; null where all libraries were made */
async function compile(folder: string, partial: string): Promise<string | null> {
  for (const library of libraries) {
    const failure = await compileLibrary(library, folder, partial);
    if (failure !== null) return failure;
  }
  return null;
}

async function compileLibrary(
  { name, flags }: (typeof libraries)[number],
  folder: string,
  partial: string,
): Promise<string | null> {
  const sources = listSources().filter((source) => /\.cc?$/.test(source));
  const failures = await Promise.all(
    sources.map(async (source) => {
      const isC = source.endsWith('.c');
      return await runCompiler(isC ? 'CC' : 'CXX', [
        isC ? '-std=c11' : '-std=c++17',
        ...compilerFlags,
        ...flags,
        ...['-I', path.join(folder, 'deps', 'include')],
        ...['-c', path.join(sourceFolder, source), '-o', path.join(partial, `${source}.o`)],
      ]);
    }),
  );
  const failure = failures.find((found) => found !== null);
  if (failure !== undefined) return failure;
  return await runCompiler('CXX', [
    '-shared',
    ...sources.map((source) => path.join(partial, `${source}.o`)),
    ...['-L', path.join(folder, 'deps', 'lib'), '-ltensorflow', '-ltensorflow_framework', '-lpthread'],
    // As the binding's, from where both lie.
    '-Wl,-rpath,$ORIGIN/../../deps/lib',
    ...['-o', path.join(partial, name)],
  ]);
}

async function runCompiler(name: 'CC' | 'CXX', commandArguments: string[]): Promise<string | null> {
  const compiler = process.env[name] ?? (name === 'CC' ? 'cc' : 'c++');
  const result = await runCommand(compiler, commandArguments, { timeoutMs: TIMEOUT_MS });
  return result.status === 0 ? null : explain(compiler, result);
}

function explain(command: string, { ending, output }: CommandResult): string {
  if (ending === 'missing') return `there is no \`${command}\`.`;
  const complaint = output.split('\n').find((line) => /error/i.test(line));
  return `\`${command}\` ${ending}: ${complaint?.trim() ?? 'it says nothing'}`;
}

function hashSources(): string {
  const hash = createHash('sha256').update(JSON.stringify({ compilerFlags, libraries }));
  for (const name of listSources()) {
    hash.update(`\0${name}\0`).update(new Uint8Array(readFileSync(path.join(sourceFolder, name))));
  }
  return hash.digest('hex');
}

function listSources(): string[] {
  return readdirSync(sourceFolder)
    .filter((name) => /\.(?:h|cc?)$/.test(name))
    .sort();
}

/** Tells what a native library's own operations were last built from; null where they never were. */
export function readOperationsStamp(folder: string): string | null {
  try {
    return readFileSync(path.join(folder, ...bindingFolder, stampName), 'utf8');
  } catch {
    return null;
  }
}
