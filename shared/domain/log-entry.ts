import { z } from 'zod';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

/** One line of the app's log, which names no patient, no file and no pixel. */
export const logEntrySchema = z.strictObject({
  /** A moment in UTC, ISO 8601. */
  time: z.string(),
  level: z.enum(logLevels),
  message: z.string(),
  /** The line's other fields as JSON; empty where there are none. */
  details: z.string(),
});
export type LogEntry = z.infer<typeof logEntrySchema>;
