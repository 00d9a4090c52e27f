import type { Command } from 'commander';
import type { Evaluation, Run } from '../../shared/domain/run.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { Application } from '../application.ts';
import type { RunCommand } from './command-context.ts';
import { describeExamples } from './describe-examples.ts';
import { formatComparison, type RunsComparison } from './format-comparison.ts';
import { toEvaluationDocument } from './format-evaluation.ts';

/** A run beside others: its newest evaluation on test images, null where it has none. */
interface ComparedRun {
  readonly run: Run;
  readonly evaluation: Evaluation | null;
}

export function addCompareCommand(program: Command, run: RunCommand): void {
  program
    .command('compare <run> <others...>')
    .description(
      'lay the newest evaluations of runs side by side, and tell whether they differ by more than chance',
    )
    .addHelpText(
      'after',
      "\nOf each run its newest evaluation counts, which `evaluate` makes. Runs that judged the same images are compared\nwith the first, image by image: ROC AUC by DeLong's paired test, decisions by McNemar's. Both take each image for\nitself: several images of one patient make p smaller than it should be.",
    )
    .addHelpText('after', describeExamples('compare first second', 'compare first second third --json'))
    .action(async (first: string, others: string[], _options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const library = await openLibrary();
        const compared: ComparedRun[] = [];
        for (const name of [first, ...others]) compared.push(await readRun(library, name));
        const comparison = { runs: compared.map(toDocument), tests: await test(library, compared) };
        terminal.print(comparison, () => formatComparison(comparison));
      });
    });
}

async function readRun(library: Application, name: string): Promise<ComparedRun> {
  const run = await library.call('runs:show', { run: name });
  const evaluations = await library.call('evaluations:list', { run: run.run });
  return { run, evaluation: evaluations.find(({ kind }) => kind === 'test') ?? null };
}

function toDocument({ run, evaluation }: ComparedRun): RunsComparison['runs'][number] {
  const { run: id, name, preset, seed, bestEpoch } = run;
  const shown = evaluation === null ? null : toEvaluationDocument(evaluation);
  return { run: id, name, preset, seed, bestEpoch, evaluation: shown };
}

async function test(
  library: Application,
  [first, ...others]: readonly ComparedRun[],
): Promise<RunsComparison['tests']> {
  const tests: RunsComparison['tests'][number][] = [];
  for (const { run, evaluation } of others) {
    const base = first?.evaluation;
    if (base === null || base === undefined || evaluation === null) continue;
    const request = { first: base.evaluation, second: evaluation.evaluation };
    const found = await library.call('evaluations:compare', request).catch(toNoTest);
    if (found !== null) tests.push({ run: run.name, against: base.runName, ...found });
  }
  return tests;
}

/** Evaluations of other images or classes have no test; that is no failure of the rest. */
function toNoTest(thrown: unknown): null {
  if (thrown instanceof AppError && ['input-invalid', 'classes-mismatch'].includes(thrown.code)) return null;
  throw thrown;
}
