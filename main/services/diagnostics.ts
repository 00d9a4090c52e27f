import { existsSync } from 'node:fs';
import { readdir, stat, statfs } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { Diagnostics } from '../../shared/domain/diagnostics.ts';
import { type EngineDescription, engineNames } from '../../shared/domain/engine.ts';
import { checkIntegrity, schemaVersion } from '../db/migrate.ts';
import { readSqliteVersion } from '../db/sqlite-version.ts';
import { toMachineError } from '../machine-error.ts';
import { readRuntime } from '../trainer-host/trainer-location.ts';
import { appVersion } from '../version.ts';
import type { ServiceContext } from './service-context.ts';

export interface DiagnosticsService {
  /** Examines what runs here and why the rest does not. Does not fail because something is missing. */
  examine(): Promise<Diagnostics>;
}

/** @param options.describeAnyEngine asked where the engine that was chosen cannot run */
export function createDiagnosticsService(
  { home, database, openTrainer }: ServiceContext,
  options: { readonly describeAnyEngine: () => Promise<EngineDescription> },
): DiagnosticsService {
  async function describeEngine(): Promise<EngineFacts> {
    try {
      return await openTrainer().start();
    } catch {
      // The engine asked for cannot run; another one knows why.
    }
    try {
      return { ...(await options.describeAnyEngine()), engine: null };
    } catch (thrown) {
      return describeNoEngine(toMachineError(thrown).message);
    }
  }

  return {
    async examine() {
      const { engine, engines, tensorflow, tfjs, node, gpu } = await describeEngine();
      const disk = await statfs(home.directory);
      return {
        version: appVersion,
        engine,
        engines: [...engines],
        tensorflow,
        tfjs,
        node,
        ...describeElectron(),
        gpu,
        platform: `${process.platform}-${process.arch}, ${os.release()}`,
        processors: os.availableParallelism(),
        memoryBytes: os.totalmem(),
        home: home.directory,
        database: {
          schemaVersion: schemaVersion(database),
          integrity: checkIntegrity(database),
          sqlite: readSqliteVersion(database),
        },
        disk: { freeBytes: disk.bavail * disk.bsize, libraryBytes: await measureFolder(home.directory) },
      };
    },
  };
}

type EngineFacts = Omit<EngineDescription, 'engine'> & { readonly engine: Diagnostics['engine'] };

function describeNoEngine(reason: string): EngineFacts {
  return {
    engine: null,
    engines: engineNames.map((name) => ({ name, available: false, reason, code: 'no-trainer', details: {} })),
    tensorflow: null,
    tfjs: readPackageVersion('@tensorflow/tfjs') ?? 'not installed',
    node: process.versions.node,
    gpu: null,
  };
}

/** Electron's version, and where its program is missing, why and what is lost. */
function describeElectron(): Pick<Diagnostics, 'electron' | 'electronState'> {
  const running = readRuntime().versions.electron;
  if (running !== undefined) return { electron: running, electronState: 'there' };
  const version = readPackageVersion('electron');
  if (version === null) {
    const electron = 'not installed; browser mode and the command line do without';
    return { electron, electronState: 'not-installed' };
  }
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const folder = override ?? path.join(path.dirname(require.resolve('electron/package.json')), 'dist');
  const programs = ['electron', 'electron.exe', 'Electron.app'];
  if (programs.some((name) => existsSync(path.join(folder, name)))) {
    return { electron: version, electronState: 'there' };
  }
  const electron = `${version}, whose program was not downloaded; browser mode and the command line do without`;
  return { electron, electronState: 'without-program' };
}

const require = createRequire(import.meta.url);

function readPackageVersion(name: string): string | null {
  try {
    const manifest: unknown = require(`${name}/package.json`);
    return z.object({ version: z.string() }).parse(manifest).version;
  } catch {
    return null;
  }
}

/** Bytes of all files in a folder and those below it; what vanishes or cannot be read meanwhile counts 0. */
async function measureFolder(directory: string): Promise<number> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const file = path.join(entry.parentPath, entry.name);
        return await stat(file).then(
          ({ size }) => size,
          () => 0,
        );
      }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
