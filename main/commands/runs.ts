import type { Command } from 'commander';
import { z } from 'zod';
import type { RunCommand } from './command-context.ts';
import { describeExamples } from './describe-examples.ts';
import { endAsRun, followRun, watchRun } from './follow-run.ts';
import { formatRepetition } from './format-repetition.ts';
import { formatRun, formatRuns } from './format-run.ts';
import { readNumber } from './read-number.ts';
import { formatAmount } from './format-values.ts';

const repeatOptionsSchema = z.object({ name: z.string().optional() });

export function addRunCommands(program: Command, run: RunCommand): void {
  const runs = program.command('runs').description('look at training runs, and go on with them');

  runs
    .command('list')
    .description('list the runs, the newest first')
    .addHelpText('after', describeExamples('runs list'))
    .action(async (_options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const list = await (await openLibrary()).call('runs:list', {});
        terminal.print(list, () => formatRuns(list));
      });
    });

  runs
    .command('show <run>')
    .description('show a run with its epochs')
    .addHelpText('after', describeExamples('runs show first', 'runs show first --json'))
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
    .addHelpText('after', describeExamples('runs resume first'))
    .action(async (name: string, _options: unknown, command: Command) => {
      await run(command, async (context) => {
        const library = await context.openLibrary();
        await followRun(context, library, await library.call('runs:resume', { run: name }));
      });
    });

  runs
    .command('repeat <run>')
    .description("train again by a run's record, and say whether data and weights are the same")
    .option('--name <run>', 'name of the new run (default: of the old one, with a number)')
    .addHelpText(
      'after',
      "\nThe new run has the old one's preset, network, settings and images, each in its part. Labels and exclusions\nare those of now; what differs from then is named. On the processor, the same data gives the same weights.",
    )
    .addHelpText('after', describeExamples('runs repeat first --name again'))
    .action(async (name: string, options: unknown, command: Command) => {
      await run(command, async (context) => {
        const library = await context.openLibrary();
        const { name: newName = null } = repeatOptionsSchema.parse(options);
        const started = await library.call('runs:repeat', { run: name, name: newName });
        const repeated = await watchRun(context, library, started);
        const repetition = await library.call('runs:show-repetition', { run: repeated.run });
        context.terminal.print(
          { ...repeated, repetition },
          () => `${formatRun(repeated)}\n\n${formatRepetition(repetition)}`,
        );
        endAsRun(context, repeated);
      });
    });

  runs
    .command('export-images <run> <file>')
    .description('write the images that a run used as a CSV file: content hash, path, label, patient, part')
    .addHelpText('after', describeExamples('runs export-images first images.csv'))
    .action(async (name: string, file: string, _options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const written = await (await openLibrary()).call('runs:export-images', { run: name, path: file });
        terminal.print(written, () => `${formatAmount(written.images, 'image')} written to ${written.path}.`);
      });
    });

  runs
    .command('stop <run>')
    .description('stop a run, also of another process; its best weights are kept')
    .addHelpText('after', describeExamples('runs stop first'))
    .action(async (name: string, _options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const library = await openLibrary();
        await library.call('runs:stop', { run: name });
        const stopped = await library.call('runs:wait', { run: name });
        terminal.print(stopped, () => `The run "${stopped.name}" is ${stopped.status}.`);
      });
    });

  runs
    .command('set-threshold <run> <threshold>')
    .description('choose the operating point of a run, as an evaluation shows it')
    .addHelpText(
      'after',
      '\nTHRESHOLD is the probability from which an image is called a finding, 0 to 1; "validated" goes back to the\none that was chosen on held-out images.',
    )
    .addHelpText('after', describeExamples('runs set-threshold first 0.62'))
    .action(async (name: string, text: string, _options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const threshold = text === 'validated' ? null : readNumber('THRESHOLD', text, { least: 0, most: 1 });
        const changed = await (await openLibrary()).call('runs:set-threshold', { run: name, threshold });
        terminal.print(changed, () => formatRun(changed));
      });
    });

  runs
    .command('delete <run>')
    .description('delete a run with its metrics, evaluations, predictions and model')
    .addHelpText('after', describeExamples('runs delete first'))
    .action(async (name: string, _options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const library = await openLibrary();
        const { run: id, name: runName } = await library.call('runs:show', { run: name });
        await library.call('runs:delete', { run: id });
        terminal.print({ run: id, name: runName, deleted: true }, () => `The run "${runName}" is deleted.`);
      });
    });
}
