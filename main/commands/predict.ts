import type { Command } from 'commander';
import { z } from 'zod';
import type { Prediction, Predictions } from '../../shared/domain/prediction.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { MethodInput } from '../../shared/ipc/contract.ts';
import type { Application } from '../application.ts';
import type { CommandContext, RunCommand } from './command-context.ts';
import { describeExamples } from './describe-examples.ts';
import { exitStatus } from './exit-status.ts';
import { formatTable } from './format-table.ts';
import { formatPercent, formatProgress } from './format-values.ts';
import { listNamedImages } from './list-named-images.ts';
import { readViews, viewsOption } from './views-option.ts';

/** Images asked about at a time, so that it shows how far they are. */
const chunkSize = 128;

const predictOptionsSchema = z.object({
  run: z.string().optional(),
  heatmaps: z.string().optional(),
  tta: z.string().optional(),
});

export function addPredictCommand(program: Command, run: RunCommand): void {
  program
    .command('predict <files...>')
    .description("ask a run's model about images")
    .option(
      '--run <run>',
      'whose model (default: the default model, at first the one that comes with the app)',
    )
    .option('--heatmaps <dir>', 'write where the model looked there, a PNG an image')
    .option(...viewsOption)
    .addHelpText(
      'after',
      '\nFILES are images, or folders: of a folder every file in it and in the folders below it.\n\nDICOM files are read like any image; their flags say where they are no frontal chest radiograph.\nA file that cannot be read is told of and does not keep back the others; the exit status is 1 only when\nnone could be read.',
    )
    .addHelpText(
      'after',
      describeExamples(
        'predict a.jpeg',
        'predict --run first a.jpeg b.jpeg --heatmaps heatmaps',
        'predict --run first ~/ward --json > ward.json',
      ),
    )
    .action(async (paths: string[], options: unknown, command: Command) => {
      await run(command, async (context) => {
        const { terminal, setExitStatus } = context;
        const { run: name, heatmaps = null, tta } = predictOptionsSchema.parse(options);
        const views = readViews(tta);
        const files = await listNamedImages(paths, (line) => terminal.note(line));
        const library = await context.openLibrary();
        const asked = { run: name ?? (await findDefaultModel(library)), heatmaps, views };
        const result = await predict(context, library, { ...asked, paths: files });
        terminal.print(result, () => formatPredictions(result));
        if (result.predictions.every(({ error }) => error !== null)) setExitStatus(exitStatus.failed);
      });
    });
}

/** Asks about images, showing how far they are. */
async function predict(
  { terminal }: Pick<CommandContext, 'terminal'>,
  library: Application,
  input: MethodInput<'predictions:make'>,
): Promise<Predictions> {
  const { paths } = input;
  // Heatmaps of images of one name are told apart by numbers, so these are asked about together.
  const size = input.heatmaps === null ? chunkSize : paths.length;
  const ask = async (start: number): Promise<Predictions> =>
    await library.call('predictions:make', { ...input, paths: paths.slice(start, start + size) });
  const first = await ask(0);
  const predictions = [...first.predictions];
  while (predictions.length < paths.length) {
    const done = predictions.length;
    terminal.showProgress(formatProgress('Predicting', done, paths.length));
    predictions.push(...(await ask(done)).predictions);
  }
  return { ...first, predictions };
}

/** @throws AppError run-without-model where there is no default model */
async function findDefaultModel(library: Application): Promise<number> {
  const { run } = await library.call('default-model:show', {});
  if (run !== null) return run;
  throw new AppError('run-without-model', 'There is no default model. Name a run with --run.');
}

/** A line an image: what the model says, how surely, class by class of several, and what else a reader should know. */
export function formatPredictions({ predictions, positiveClass, runName }: Predictions): string {
  const { threshold = 0, views = 1 } = predictions[0] ?? {};
  const averaged =
    views === 1
      ? ''
      : ` Each probability is the mean over ${views} views of its image; the operating point was chosen without them.`;
  const told = predictions.find(({ probabilities }) => probabilities !== null)?.probabilities ?? {};
  const classes = Object.keys(told).length > 2 ? Object.keys(told) : [];
  return [
    formatTable(
      [
        ['FILE'],
        ['LABEL'],
        [`PROBABILITY OF ${positiveClass}`, 'right'],
        ...classes.map((name) => [name, 'right'] as const),
        ['REMARKS'],
      ],
      predictions.map((prediction) => [
        prediction.path,
        prediction.label ?? '-',
        formatPercent(prediction.probability),
        ...classes.map((name) => formatPercent(prediction.probabilities?.[name] ?? null)),
        toRemarks(prediction),
      ]),
    ),
    `By the run "${runName}": ${positiveClass} from ${formatPercent(threshold)} on.${averaged} For research use, not a medical device.`,
  ].join('\n\n');
}

function toRemarks({ error, flags, heatmap }: Prediction): string {
  if (error !== null) return error.message;
  return [...flags, ...(heatmap === null ? [] : [`heatmap ${heatmap}`])].join(', ');
}
