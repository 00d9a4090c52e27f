import path from 'node:path';
import { type Application, openApplication } from '../../../main/application.ts';
import type { PresetName } from '../../../shared/domain/preset.ts';
import type { Run } from '../../../shared/domain/run.ts';
import type { PushedEvent } from '../../../shared/ipc/contract.ts';
import { makeTemporaryFolder } from '../../fixtures/temporary-folder.ts';
import { writeImageFolder } from '../../fixtures/write-image-folder.ts';

/** Settings under which a run takes a second or so on any engine. */
export const quickSettings = { epochs: 2, imageSize: 32, batchSize: 8 };

/** A library with the dataset "tiny": 2 classes of 12 patients, unless told otherwise, of 2 images each. */
export interface OpenLibrary {
  readonly application: Application;
  readonly folder: string;
  readonly home: string;
  readonly source: string;
  close(): Promise<void>;
}

export async function openLibrary({ patients = 12 } = {}): Promise<OpenLibrary> {
  const folder = makeTemporaryFolder();
  const home = path.join(folder.path, 'home');
  const source = path.join(folder.path, 'tiny');
  await writeImageFolder(source, { patients });
  const application = await openApplication({ home, engine: 'auto', front: 'command-line' });
  const { importId } = await application.call('imports:start', { path: source, name: 'tiny' });
  await application.call('imports:wait', { importId });
  return {
    application,
    folder: folder.path,
    home,
    source,
    async close() {
      await application.close();
      folder.remove();
    },
  };
}

/**
 * Trains on the dataset "tiny" to the end.
 *
 * @param settings what differs from `quickSettings`
 */
export async function trainRun(
  application: Application,
  name: string,
  settings: Readonly<Record<string, string | number>> = {},
  preset: PresetName = 'cnn5',
): Promise<Run> {
  const { run } = await application.call('runs:start', {
    dataset: 'tiny',
    preset,
    name,
    settings: { ...quickSettings, ...settings },
  });
  return await application.call('runs:wait', { run });
}

/** Resolves with the first event that fits. */
export function waitForEvent(
  application: Application,
  fits: (event: PushedEvent) => boolean,
): Promise<PushedEvent> {
  return new Promise((resolve) => {
    const unsubscribe = application.subscribe((event) => {
      if (!fits(event)) return;
      unsubscribe();
      resolve(event);
    });
  });
}
