import type { Command } from 'commander';
import { z } from 'zod';
import { foldCounts } from '../../shared/domain/study.ts';
import type { RunCommand } from './command-context.ts';
import { describeExamples } from './describe-examples.ts';
import { followStudy } from './follow-study.ts';
import { readWholeNumber } from './read-number.ts';
import { addStudyOptions, readStudyOptions } from './study-options.ts';

const foldsSchema = z.object({ folds: z.string() });

export function addCrossValidateCommand(program: Command, run: RunCommand): void {
  addStudyOptions(
    program
      .command('cross-validate')
      .description('train once a fold of the patients, and tell how far results lie apart'),
  )
    .option(
      '--folds <count>',
      `how many parts the patients are divided into, ${foldCounts.least} to ${foldCounts.most}`,
      '5',
    )
    .addHelpText(
      'after',
      `
Each patient is validated exactly once, by the one run of the folds that has not learned from it; classes are
spread over the folds in proportion. What is reported is the mean of each validation figure over the folds, its
standard deviation, and its least and greatest value.

Ctrl-C stops the fold in hand, which keeps its best weights; \`studies resume\` goes on with it and the others.`,
    )
    .addHelpText(
      'after',
      describeExamples('cross-validate --dataset cxr --folds 5 --name folds --set epochs=20'),
    )
    .action(async (options: unknown, command: Command) => {
      await run(command, async (context) => {
        const folds = readWholeNumber('--folds', foldsSchema.parse(options).folds, foldCounts);
        const library = await context.openLibrary();
        const plan = { kind: 'cross-validation', folds } as const;
        const started = await library.call('studies:start', { ...readStudyOptions(options), plan });
        await followStudy(context, library, started);
      });
    });
}
