import type { Command } from 'commander';
import { z } from 'zod';
import type { StressReport } from '../../shared/domain/stress.ts';
import type { Application } from '../application.ts';
import type { CommandContext, RunCommand } from './command-context.ts';
import { describeExamples } from './describe-examples.ts';
import { formatStress } from './format-stress.ts';
import { formatProgress } from './format-values.ts';
import { readViews, viewsOption } from './views-option.ts';

const stressOptionsSchema = z.object({ run: z.string(), tta: z.string().optional() });

export function addStressCommand(program: Command, run: RunCommand): void {
  program
    .command('stress')
    .description("measure a run's model on its validation images under simulated shifts")
    .requiredOption('--run <run>', 'whose model')
    .option(...viewsOption)
    .addHelpText(
      'after',
      '\nImages from other devices differ in brightness, sharpness, borders and more. Each difference is simulated\non the validation images of the run, at the operating point of the run; the report is stored with the run.',
    )
    .addHelpText('after', describeExamples('stress --run first'))
    .action(async (options: unknown, command: Command) => {
      await run(command, async (context) => {
        const library = await context.openLibrary();
        const { run: name, tta } = stressOptionsSchema.parse(options);
        const report = await makeReport(context, library, { run: name, views: readViews(tta) });
        context.terminal.print(report, () => formatStress(report));
      });
    });
}

/** Measures, showing how far it is. */
async function makeReport(
  { terminal }: Pick<CommandContext, 'terminal'>,
  library: Application,
  input: { readonly run: string; readonly views: number },
): Promise<StressReport> {
  const unsubscribe = library.subscribe((event) => {
    if (event.name !== 'stress:progressed') return;
    const { done, total } = event.payload;
    terminal.showProgress(formatProgress('Measuring', done, total));
  });
  try {
    return await library.call('stress:make', input);
  } finally {
    unsubscribe();
  }
}
