import type { Command } from 'commander';
import { z } from 'zod';
import type { Evaluation } from '../../shared/domain/run.ts';
import type { MethodInput } from '../../shared/ipc/contract.ts';
import type { Application } from '../application.ts';
import type { CommandContext, RunCommand } from './command-context.ts';
import { describeExamples } from './describe-examples.ts';
import { formatEvaluation, toEvaluationDocument } from './format-evaluation.ts';
import { formatBar, formatCount } from './format-values.ts';
import { readViews, viewsOption } from './views-option.ts';

const evaluateOptionsSchema = z.object({ run: z.string(), tta: z.string().optional() });

export function addEvaluateCommand(program: Command, run: RunCommand): void {
  program
    .command('evaluate <path>')
    .description("judge a run's model on labelled images; the result is stored with the run")
    .requiredOption('--run <run>', 'whose model')
    .option(...viewsOption)
    .addHelpText(
      'after',
      "\nPATH is a folder of class folders with the run's classes, or a CSV file with the columns path, label\nand, if wanted, patient. Of a folder of train, val and test, name the one to judge by.",
    )
    .addHelpText('after', describeExamples('evaluate --run first ~/chest_xray/test'))
    .action(async (path: string, options: unknown, command: Command) => {
      await run(command, async (context) => {
        const library = await context.openLibrary();
        const { run: name, tta } = evaluateOptionsSchema.parse(options);
        const evaluation = await evaluate(context, library, { run: name, path, views: readViews(tta) });
        context.terminal.print(toEvaluationDocument(evaluation), () => formatEvaluation(evaluation));
      });
    });
}

/** Evaluates, showing where it stands. */
export async function evaluate(
  { terminal }: Pick<CommandContext, 'terminal'>,
  library: Application,
  input: MethodInput<'evaluations:make'>,
): Promise<Evaluation> {
  const unsubscribe = library.subscribe((event) => {
    if (event.name !== 'evaluation:progressed') return;
    const { done, total } = event.payload;
    terminal.showProgress(
      `Evaluating ${formatBar(total === 0 ? 0 : done / total)} ${formatCount(done)} of ${formatCount(total)}`,
    );
  });
  try {
    return await library.call('evaluations:make', input);
  } finally {
    unsubscribe();
  }
}
