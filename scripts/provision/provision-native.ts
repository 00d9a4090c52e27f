import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { locateNativeFolder, type NativeChoice, type NativeKind } from '../../main/native-library.ts';
import { say, startProgress } from '../progress.ts';
import { bindingPackageFolder } from '../project-paths.ts';
import { forgetFailure, recallFailure, rememberFailure } from '../remembered-failures.ts';
import { buildOperations } from './build-operations.ts';
import { hasNvidiaGpu } from './has-nvidia-gpu.ts';
import { isLinked, linkNative, unlinkNative } from './link-native.ts';
import { listNativeWays, type NativeWay } from './list-native-ways.ts';
import {
  isOtherSetUpRunning,
  readChoice,
  readManifest,
  sweepPartialFolders,
  writeChoice,
} from './native-folder.ts';
import { readNativeVersions } from './native-versions.ts';
import { proveNative } from './prove-native.ts';
import { toProvisionProblem } from './provision-problem.ts';

export interface ProvisionOptions {
  /** The kind asked for by `--gpu` or `--cpu`; kept for later set-ups until provisioning is asked for without one. */
  readonly kind: NativeKind | null;
  /** Whether a person asked for provisioning: nothing is taken on trust, and yesterday's failures are tried again. */
  readonly isExplicit: boolean;
}

export type ProvisionOutcome =
  | { readonly status: 'present'; readonly kind: NativeKind; readonly tensorflow: string }
  | { readonly status: 'missing'; readonly reason: string };

const OTHER_SET_UP_POLL_MS = 1000;

/**
 * Sees to it that the native TensorFlow is there, linked and proven to run: as it is kept, else by each way in turn
 * (the Python wheels; tfjs-node-gpu's own download). Never throws for a way that fails: what is lost is told in one
 * line, and the app runs on the wasm engine.
 */
export async function provisionNative(options: ProvisionOptions): Promise<ProvisionOutcome> {
  const nativeFolder = locateNativeFolder();
  const previous = readChoice(nativeFolder);
  const isForced = options.kind !== null || (previous?.isForced === true && !options.isExplicit);
  const wanted = await chooseKind(options, previous);
  await settleOthers(nativeFolder);

  const versions = readNativeVersions();
  const reasons: string[] = [];
  for (const way of listNativeWays(versions, process, wanted)) {
    const reason = await takeWay(way, nativeFolder, options.isExplicit);
    if (reason !== null) {
      reasons.push(`${way.title}: ${reason}`);
      continue;
    }
    for (const line of reasons) say(`Not used: ${line}.`);
    saveChoice(nativeFolder, { folder: way.folderName, reason: null, wanted, isForced });
    return { status: 'present', kind: way.kind, tensorflow: way.tensorflow };
  }
  const reason =
    reasons.length > 0 ? reasons.join('; ') : `no native TensorFlow for ${process.platform} ${process.arch}`;
  unlinkNative(bindingPackageFolder);
  saveChoice(nativeFolder, { folder: null, reason, wanted, isForced });
  say(`No native TensorFlow (${reason}).`);
  say(
    'The wasm engine is used: all works, training is several times slower. `npm run provision` tries again.',
  );
  return { status: 'missing', reason };
}

/** The kind asked for now or before; else the GPU's where there is an NVIDIA GPU (asking takes a second, so once). */
async function chooseKind(options: ProvisionOptions, previous: NativeChoice | null): Promise<NativeKind> {
  if (options.kind !== null) return options.kind;
  if (previous !== null && !options.isExplicit && (previous.isForced || previous.wanted === 'gpu'))
    return previous.wanted;
  return (await hasNvidiaGpu()) ? 'gpu' : 'cpu';
}

/** Takes one way to the end; null when its library is in place and proven, else the reason it is not. */
async function takeWay(way: NativeWay, nativeFolder: string, isExplicit: boolean): Promise<string | null> {
  const folder = path.join(nativeFolder, way.folderName);
  const failuresFile = path.join(nativeFolder, 'failures.json');
  const isKept = readManifest(folder)?.tfjsNodeGpu === way.tfjsNodeGpu;
  const remembered = isExplicit || isKept ? null : recallFailure(failuresFile, way.folderName, Date.now());
  if (remembered !== null) return `${remembered} (tried within the last day)`;
  try {
    if (!isKept) await way.provision(folder);
    await buildOperations(folder, isExplicit);
    if (!isKept || isExplicit || !isProven(folder)) await linkAndProve(folder, way);
    forgetFailure(failuresFile, way.folderName);
    return null;
  } catch (error) {
    const problem = toProvisionProblem(error);
    if (problem.code === 'proof-failed') rmSync(folder, { recursive: true, force: true });
    rememberFailure(failuresFile, way.folderName, problem.message, Date.now());
    return problem.message;
  }
}

async function linkAndProve(folder: string, way: NativeWay): Promise<void> {
  const manifest = readManifest(folder);
  if (manifest === null) throw new Error(`${folder} vanished while it was set up`);
  const progress = startProgress(`Trying TensorFlow ${manifest.tensorflow} (${manifest.kind.toUpperCase()})`);
  try {
    linkNative(bindingPackageFolder, folder);
    const proof = await proveNative(folder, manifest);
    writeFileSync(toProofFile(), folder);
    const isGpuUnused = way.kind === 'gpu' && !proof.isUsingGpu;
    progress.finish(isGpuUnused ? 'it runs, but sees no usable GPU and computes on the CPU' : 'it runs');
  } catch (error) {
    unlinkNative(bindingPackageFolder);
    progress.fail();
    throw error;
  }
}

/** Whether this checkout's links lead to `folder` and were tried with it. A fresh node_modules has neither. */
function isProven(folder: string): boolean {
  const proofFile = toProofFile();
  return (
    isLinked(bindingPackageFolder, folder) &&
    existsSync(proofFile) &&
    readFileSync(proofFile, 'utf8') === folder
  );
}

function toProofFile(): string {
  return path.join(bindingPackageFolder, '.negatoscope-proven');
}

/** Clears away what interrupted set-ups left, and waits for one that is at work: its library will do for all. */
async function settleOthers(nativeFolder: string): Promise<void> {
  if (isOtherSetUpRunning(nativeFolder)) {
    const progress = startProgress('Waiting for another set-up that is provisioning TensorFlow');
    while (isOtherSetUpRunning(nativeFolder)) await sleep(OTHER_SET_UP_POLL_MS);
    progress.finish();
  }
  const swept = sweepPartialFolders(nativeFolder, Date.now());
  if (swept.length > 0) say('Cleared away what an interrupted set-up had left.');
}

function saveChoice(nativeFolder: string, choice: NativeChoice): void {
  try {
    const previous = readChoice(nativeFolder);
    if (JSON.stringify(previous) === JSON.stringify(choice)) return;
    mkdirSync(nativeFolder, { recursive: true });
    writeChoice(nativeFolder, choice);
  } catch (error) {
    say(`The choice of library could not be noted in ${nativeFolder}: ${toProvisionProblem(error).message}`);
  }
}
