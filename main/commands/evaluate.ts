import type { Command } from 'commander';
import { z } from 'zod';
import type { Evaluation } from '../../shared/domain/run.ts';
import type { MethodInput } from '../../shared/ipc/contract.ts';
import type { Application } from '../application.ts';
import { refuseTakenFile } from '../library/write-whole-csv.ts';
import type { CommandContext, RunCommand } from './command-context.ts';
import { describeExamples } from './describe-examples.ts';
import { formatEvaluation, toEvaluationDocument } from './format-evaluation.ts';
import { formatCount, formatProgress } from './format-values.ts';
import { readViews, viewsOption } from './views-option.ts';

const evaluateOptionsSchema = z.object({
  run: z.string(),
  tta: z.string().optional(),
  csv: z.string().optional(),
});

export function addEvaluateCommand(program: Command, run: RunCommand): void {
  program
    .command('evaluate <path>')
    .description("judge a run's model on labelled images; the result is stored with the run")
    .requiredOption('--run <run>', 'whose model')
    .option('--csv <file>', 'write each image with its probability there, to compute with')
    .option(...viewsOption)
    .addHelpText(
      'after',
      "\nPATH is a folder of class folders with the run's classes, or a CSV file with the columns path, label\nand, if wanted, patient. Of a folder of train, val and test, name the one to judge by.\n\nThe file of --csv has the columns content_hash, path, label, patient, predicted, probability (of a finding),\nof several classes probability_of_CLASS each, and operating_point.",
    )
    .addHelpText(
      'after',
      describeExamples(
        'evaluate --run first ~/chest_xray/test',
        'evaluate --run first test.csv --csv judged.csv',
      ),
    )
    .action(async (path: string, options: unknown, command: Command) => {
      await run(command, async (context) => {
        const { run: name, tta, csv } = evaluateOptionsSchema.parse(options);
        // Told before the work, whose result would else be stored and not be shown.
        if (csv !== undefined) await refuseTakenFile(csv);
        const library = await context.openLibrary();
        const evaluation = await evaluate(context, library, { run: name, path, views: readViews(tta) });
        if (csv !== undefined)
          await writeCsv(context, library, { evaluation: evaluation.evaluation, path: csv });
        context.terminal.print(toEvaluationDocument(evaluation), () => formatEvaluation(evaluation));
      });
    });
}

async function writeCsv(
  { terminal }: Pick<CommandContext, 'terminal'>,
  library: Application,
  input: MethodInput<'evaluations:export'>,
): Promise<void> {
  const { path, images } = await library.call('evaluations:export', input);
  terminal.note(`${formatCount(images)} images written to ${path}.`);
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
    terminal.showProgress(formatProgress('Evaluating', done, total));
  });
  try {
    return await library.call('evaluations:make', input);
  } finally {
    unsubscribe();
  }
}
