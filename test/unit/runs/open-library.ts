import path from 'node:path';
import { type Application, openApplication } from '../../../main/application.ts';
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
