import { engineChoiceSchema, type EngineChoice } from '../../shared/domain/engine.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import { startEngine } from './backend.ts';
import { openChannel } from './channel.ts';
import { createJobRunner } from './job-runner.ts';
import { logError } from './log-error.ts';
import { toTrainerError } from './trainer-error.ts';

/**
 * The trainer process: `node main/trainer/entry.ts --engine auto`, spoken to over the channel that
 * `child_process` gives it, in the messages of shared/trainer-protocol.ts. It starts its engine, says
 * `ready` or `engine-failed`, and works until it is shut down or the channel closes.
 */
async function runTrainer(): Promise<void> {
  const channel = openChannel();
  // The parent is gone, or has hung up: nobody is left to work for.
  channel.onClosed(() => process.exit(0));
  try {
    const description = await startEngine(readEngineChoice(process.argv.slice(2)));
    const runner = createJobRunner(description.engine, channel.send, () => process.exit(1));
    channel.onCommand(async (command) => {
      switch (command.type) {
        case 'ping':
          channel.send({
            type: 'pong',
            sequence: command.sequence,
            memoryBytes: process.memoryUsage.rss(),
          });
          return;
        case 'stop':
          runner.stop(command.jobId);
          return;
        case 'pause':
          runner.pause(command.jobId);
          return;
        case 'continue':
          runner.continue(command.jobId);
          return;
        case 'shut-down':
          await runner.close();
          process.exit(0);
          return;
        default:
          runner.start(command);
      }
    });
    channel.send({ type: 'ready', description });
  } catch (thrown) {
    logError('engine', thrown);
    channel.send({ type: 'engine-failed', error: toTrainerError(thrown).toPayload() }, () => process.exit(1));
  }
}

/** Reads `--engine NAME` or `--engine=NAME`; without it, `auto`. */
function readEngineChoice(args: readonly string[]): EngineChoice {
  const joined = /(?:^|\s)--engine[=\s]+(\S+)/.exec(args.join(' '));
  const given = joined?.[1] ?? 'auto';
  const choice = engineChoiceSchema.safeParse(given);
  if (choice.success) return choice.data;
  throw new AppError(
    'usage-wrong',
    `There is no engine "${given}". Choose one of ${engineChoiceSchema.options.join(', ')}.`,
    { engine: given },
  );
}

await runTrainer();
