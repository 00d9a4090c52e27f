import {
  trainerCommandSchema,
  type TrainerCommand,
  type TrainerEvent,
} from '../../shared/trainer-protocol.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import { logError } from './log-error.ts';

/** The trainer's end of the talk with main. */
export interface Channel {
  /** Sends an event; `onSent` is called once it is on its way, or cannot be. */
  send(event: TrainerEvent, onSent?: () => void): void;
  onCommand(listener: (command: TrainerCommand) => Promise<void> | void): void;
  onClosed(listener: () => void): void;
}

/**
 * Opens the channel that `child_process` gave this process. A message that is not a command is logged and
 * left out; where it names a job, the job's sender learns of it by `job-failed`.
 *
 * @throws AppError `usage-wrong` where the process was started without a channel
 */
export function openChannel(): Channel {
  if (process.send === undefined) {
    throw new AppError(
      'usage-wrong',
      'The trainer is started by the app, which talks to it over a channel; by hand it has nothing to do.',
    );
  }
  const send = (event: TrainerEvent, onSent: () => void = () => {}): void => {
    if (!process.connected) {
      onSent();
      return;
    }
    // Without a callback an error of a channel that closes right now would end the process as uncaught.
    process.send?.(event, undefined, undefined, () => onSent());
  };
  return {
    send,
    onCommand(listener) {
      process.on('message', (message: unknown) => {
        const command = trainerCommandSchema.safeParse(message);
        if (command.success) void listener(command.data);
        else refuse(message, send);
      });
    },
    onClosed: (listener) => void process.on('disconnect', listener),
  };
}

function refuse(message: unknown, send: Channel['send']): void {
  logError('channel', new Error('a message that is not a command'));
  if (typeof message !== 'object' || message === null || !('jobId' in message)) return;
  if (typeof message.jobId !== 'string' || message.jobId === '') return;
  const error = new AppError(
    'input-invalid',
    'The trainer received a command it does not know. Restart the app: its parts may be of two versions.',
  );
  send({ type: 'job-failed', jobId: message.jobId, error: error.toPayload() });
}
