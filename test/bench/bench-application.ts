import { openApplication, type Application } from '../../main/application.ts';
import { processorEngine } from './processor-engine.ts';

/** Opens the application on a library in a scratch folder, as the command line does. */
export async function openBenchApplication(home: string): Promise<Application> {
  return await openApplication({ home, engine: processorEngine, front: 'command-line' });
}

/** Imports a folder of images and waits for the end. */
export async function importFolder(application: Application, folder: string, name: string): Promise<void> {
  const { importId } = await application.call('imports:start', {
    path: folder,
    name,
    csv: null,
    patientPatterns: null,
    positiveClass: 'PNEUMONIA',
  });
  await application.call('imports:wait', { importId });
}
