import { z } from 'zod';
import { diagnosticsSchema } from '../../domain/diagnostics.ts';
import { engineDescriptionSchema } from '../../domain/engine.ts';
import { logEntrySchema } from '../../domain/log-entry.ts';
import { appErrorPayloadSchema } from '../app-error.ts';
import { nothing } from './shapes.ts';

/** The app itself and the folders of this machine. */
export const appMethods = {
  'app:describe': {
    input: nothing,
    output: z.strictObject({
      name: z.string(),
      version: z.string(),
      home: z.string(),
      platform: z.string(),
      front: z.enum(['electron', 'browser', 'command-line']),
      /** Null until the trainer process has answered. */
      engine: engineDescriptionSchema.nullable(),
      engineError: appErrorPayloadSchema.nullable(),
      samplesAvailable: z.boolean(),
      /** Folder that an import form opens with. */
      userFolder: z.string(),
      logsFolder: z.string(),
      /** Whether `app:open-folder` can show a folder on this machine's desktop. */
      canOpenFolders: z.boolean(),
    }),
  },
  'app:examine': { input: nothing, output: diagnosticsSchema },
  /** The last lines of the log, oldest first. */
  'app:read-log': {
    input: z.strictObject({ lines: z.number().int().min(1).max(1000).default(200) }),
    output: z.array(logEntrySchema),
  },
  /** Shows a folder of the app on the desktop; refused where there is none. */
  'app:open-folder': { input: z.strictObject({ folder: z.enum(['data', 'logs']) }), output: nothing },
  /** Files and folders that the app was opened with, each given once. */
  'app:take-opened': {
    input: nothing,
    output: z.strictObject({ files: z.array(z.string()), folders: z.array(z.string()) }),
  },
  /** The folders, CSV files and number of all files in a folder of this machine, for choosing what to import. */
  'folders:list': {
    input: z.strictObject({ path: z.string() }),
    output: z.strictObject({
      path: z.string(),
      parent: z.string().nullable(),
      /** Names alone, of which there may be a hundred thousand: each lies in `path`. */
      folders: z.array(z.string()),
      csvFiles: z.array(z.string()),
      files: z.number().int().nonnegative(),
    }),
  },
} as const;
