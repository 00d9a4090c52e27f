import type { Command } from 'commander';
import { z } from 'zod';
import type { Run } from '../../shared/domain/run.ts';
import type { Application } from '../application.ts';
import { collect } from './collect.ts';
import type { CommandContext, RunCommand } from './command-context.ts';
import { describeExamples } from './describe-examples.ts';
import { formatRun } from './format-run.ts';
import { formatProgress } from './format-values.ts';

const createOptionsSchema = z.object({ run: z.array(z.string()), name: z.string().optional() });

export function addEnsembleCommands(program: Command, run: RunCommand): void {
  const ensembles = program.command('ensembles').description('ask several runs together');

  ensembles
    .command('create')
    .description('make a run that is the mean of what others say')
    .requiredOption('--run <run>', 'a member; given once for each, two to ten of them', collect)
    .option('--name <name>', 'what to call it (default: ensemble-DATASET-NUMBER)')
    .addHelpText(
      'after',
      '\nMembers have a model, and the same classes in the same order; their image sizes may differ. The operating\npoint is chosen on images that no member judging them was trained on; where there are too few, evaluate the\nensemble on new images and choose it there. Whatever takes a run takes an ensemble.',
    )
    .addHelpText(
      'after',
      describeExamples(
        'ensembles create --run first --run second --name both',
        'evaluate --run both ~/chest_xray/test',
      ),
    )
    .action(async (options: unknown, command: Command) => {
      await run(command, async (context) => {
        const library = await context.openLibrary();
        const { run: runs, name = null } = createOptionsSchema.parse(options);
        const ensemble = await createEnsemble(context, library, { runs, name });
        context.terminal.print(ensemble, () => formatRun(ensemble));
      });
    });
}

/** Creates it, showing how far choosing its operating point is. */
async function createEnsemble(
  { terminal }: Pick<CommandContext, 'terminal'>,
  library: Application,
  input: { readonly runs: string[]; readonly name: string | null },
): Promise<Run> {
  const unsubscribe = library.subscribe((event) => {
    if (event.name !== 'ensemble:progressed') return;
    const { done, total } = event.payload;
    terminal.showProgress(formatProgress('Choosing the operating point', done, total));
  });
  try {
    return await library.call('ensembles:create', input);
  } finally {
    unsubscribe();
  }
}
