import { statSync } from 'node:fs';
import path from 'node:path';
import { loadModel, type LoadedModel } from './load-model.ts';

/** A model in use. It stays loaded until it is released. */
export interface ModelLease extends LoadedModel {
  release(): void;
}

interface Entry {
  readonly directory: string;
  /** Size and time of change of its files: a model trained again is loaded again. */
  readonly version: string;
  readonly loading: Promise<LoadedModel>;
  leases: number;
}

const fileNames = ['model.json', 'weights.bin', 'negatoscope.json'] as const;

/** Models that predictions use, kept loaded: those used last, `capacity` of them. */
export function createModelCache(capacity: number): { lease(directory: string): Promise<ModelLease> } {
  /** Least recently used first. */
  let entries: Entry[] = [];

  const dispose = (entry: Entry): void =>
    void entry.loading.then(
      ({ model }) => model.dispose(),
      () => {},
    );
  const trim = (): void => {
    const idle = entries.filter(({ leases }) => leases === 0);
    const surplus = idle.slice(0, Math.max(0, entries.length - capacity));
    entries = entries.filter((entry) => !surplus.includes(entry));
    surplus.forEach(dispose);
  };

  return {
    async lease(directory) {
      const version = readVersion(directory);
      const known = entries.find((entry) => entry.directory === directory && entry.version === version);
      const entry: Entry = known ?? { directory, version, loading: loadModel(directory), leases: 0 };
      entry.leases += 1;
      entries = [...entries.filter((other) => other !== entry), entry];
      trim();
      try {
        const loaded = await entry.loading;
        return { ...loaded, release: () => free(entry) };
      } catch (thrown) {
        entries = entries.filter((other) => other !== entry);
        throw thrown;
      }
    },
  };

  function free(entry: Entry): void {
    entry.leases -= 1;
    trim();
  }
}

function readVersion(directory: string): string {
  return fileNames
    .map((name) => {
      const file = statSync(path.join(directory, name), { throwIfNoEntry: false });
      return file === undefined ? 'missing' : `${file.size}:${file.mtimeMs}:${file.ino}`;
    })
    .join(' ');
}
