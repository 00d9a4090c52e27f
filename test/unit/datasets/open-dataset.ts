import { rmSync } from 'node:fs';
import pino from 'pino';
import { type DatasetService, createDatasetService } from '../../../main/services/datasets.ts';
import { makeFolder } from '../library/make-folder.ts';
import { type TestLibrary, openLibrary } from '../library/open-library.ts';

/** A library that holds one folder as the dataset "test", and the service that looks after it. */
export interface OpenDataset {
  readonly library: TestLibrary;
  readonly service: DatasetService;
  readonly source: string;
  close(): void;
}

/**
 * @param files of the folder, as `makeFolder` takes them
 * @param onpublished told the name of each event that the service publishes
 */
export async function openDataset(
  files: Parameters<typeof makeFolder>[0],
  onpublished: (name: string) => void = () => {},
): Promise<OpenDataset> {
  const library = openLibrary();
  const log = pino({ level: 'silent' });
  const service = createDatasetService({ ...library, publish: (name) => onpublished(name), log });
  const source = makeFolder(files);
  await library.import(source);
  return {
    library,
    service,
    source,
    close() {
      library.close();
      rmSync(source, { recursive: true, force: true });
    },
  };
}
