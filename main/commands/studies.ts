import type { Command } from 'commander';
import { z } from 'zod';
import type { RunCommand } from './command-context.ts';
import { describeExamples } from './describe-examples.ts';
import { followStudy } from './follow-study.ts';
import { formatStudies, formatStudy } from './format-study.ts';

const deleteOptionsSchema = z.object({ withRuns: z.boolean().default(false) });

export function addStudyCommands(program: Command, run: RunCommand): void {
  const studies = program
    .command('studies')
    .description('look at cross-validations and sweeps, and go on with them');

  studies
    .command('list')
    .description('list the studies, the newest first')
    .addHelpText('after', describeExamples('studies list'))
    .action(async (_options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const list = await (await openLibrary()).call('studies:list', {});
        terminal.print(list, () => formatStudies(list));
      });
    });

  studies
    .command('show <study>')
    .description('show a study with its trials, and what they came to')
    .addHelpText('after', describeExamples('studies show folds'))
    .action(async (name: string, _options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const study = await (await openLibrary()).call('studies:show', { study: name });
        terminal.print(study, () => formatStudy(study));
      });
    });

  studies
    .command('resume <study>')
    .description('go on with a study that was stopped or interrupted, and wait for the end')
    .addHelpText(
      'after',
      '\nThe trial that was cut short goes on from its last checkpoint; trials that are over are not made again.\nOne that failed may be tried again by itself: negatoscope runs resume RUN.',
    )
    .addHelpText('after', describeExamples('studies resume folds'))
    .action(async (name: string, _options: unknown, command: Command) => {
      await run(command, async (context) => {
        const library = await context.openLibrary();
        await followStudy(context, library, await library.call('studies:resume', { study: name }));
      });
    });

  studies
    .command('stop <study>')
    .description('stop a study, also of another process; what is done is kept')
    .addHelpText('after', describeExamples('studies stop folds'))
    .action(async (name: string, _options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const library = await openLibrary();
        await library.call('studies:stop', { study: name });
        const stopped = await library.call('studies:wait', { study: name });
        terminal.print(stopped, () => `The study "${stopped.name}" is ${stopped.status}.`);
      });
    });

  studies
    .command('delete <study>')
    .description('delete a study; its runs stay unless asked otherwise')
    .option('--with-runs', 'delete the runs of its trials too')
    .addHelpText('after', describeExamples('studies delete folds --with-runs'))
    .action(async (name: string, options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const { withRuns } = deleteOptionsSchema.parse(options);
        const library = await openLibrary();
        const { study, name: studyName } = await library.call('studies:show', { study: name });
        await library.call('studies:delete', { study, isWithRuns: withRuns });
        terminal.print(
          { study, name: studyName, deleted: true },
          () => `The study "${studyName}" is deleted.`,
        );
      });
    });
}
