import type { Command } from 'commander';
import type { RunCommand } from './command-context.ts';
import { followRun } from './follow-run.ts';
import { formatRun, formatRuns } from './format-run.ts';

export function addRunCommands(program: Command, run: RunCommand): void {
  const runs = program.command('runs').description('look at training runs, and go on with them');

  runs
    .command('list')
    .description('list the runs, the newest first')
    .action(async (_options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const list = await (await openLibrary()).call('runs:list', {});
        terminal.print(list, () => formatRuns(list));
      });
    });

  runs
    .command('show <run>')
    .description('show a run with its epochs')
    .action(async (name: string, _options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const shown = await (await openLibrary()).call('runs:show', { run: name });
        terminal.print(shown, () => formatRun(shown));
      });
    });

  runs
    .command('resume <run>')
    .description('go on with a run that was stopped or interrupted, and wait for the end')
    .addHelpText(
      'after',
      '\nThe run goes on from its last checkpoint, one an epoch, as if it had never stopped. One that has not\nfinished an epoch yet starts over with the same seed.',
    )
    .action(async (name: string, _options: unknown, command: Command) => {
      await run(command, async (context) => {
        const library = await context.openLibrary();
        await followRun(context, library, await library.call('runs:resume', { run: name }));
      });
    });

  runs
    .command('stop <run>')
    .description('stop a run, also of another process; its best weights are kept')
    .action(async (name: string, _options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const library = await openLibrary();
        await library.call('runs:stop', { run: name });
        const stopped = await library.call('runs:wait', { run: name });
        terminal.print(stopped, () => `The run "${stopped.name}" is ${stopped.status}.`);
      });
    });

  runs
    .command('delete <run>')
    .description('delete a run with its metrics, evaluations, predictions and model')
    .action(async (name: string, _options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const library = await openLibrary();
        const { run: id, name: runName } = await library.call('runs:show', { run: name });
        await library.call('runs:delete', { run: id });
        terminal.print({ run: id, name: runName, deleted: true }, () => `The run "${runName}" is deleted.`);
      });
    });
}
