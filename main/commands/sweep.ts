import type { Command } from 'commander';
import { z } from 'zod';
import { mostStudyMinutes, mostTrials, sweepSearchSchema } from '../../shared/domain/study.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { MethodInput } from '../../shared/ipc/contract.ts';
import { createChoiceOption } from './choice-option.ts';
import { collect, parsePair } from './collect.ts';
import type { RunCommand } from './command-context.ts';
import { describeExamples } from './describe-examples.ts';
import { followStudy } from './follow-study.ts';
import { readNumber, readWholeNumber } from './read-number.ts';
import { addStudyOptions, readStudyOptions } from './study-options.ts';

type Plan = Extract<MethodInput<'studies:start'>['plan'], { kind: 'sweep' }>;
type Axis = Plan['axes'][number];

const sweepOptionsSchema = z.object({
  axis: z.array(z.string()).default([]),
  range: z.array(z.string()).default([]),
  search: sweepSearchSchema.optional(),
  trials: z.string().optional(),
  minutes: z.string().optional(),
});

export function addSweepCommand(program: Command, run: RunCommand): void {
  const sweep = program
    .command('sweep')
    .description('train with one combination of settings after another, and tell the best');
  addStudyOptions(sweep)
    .option(
      '--axis <key=value,value>',
      'a setting, and the values it takes in turn; may be repeated',
      collect,
    )
    .option(
      '--range <key=from..to[:log]>',
      'a setting, and the range it is drawn from; may be repeated',
      collect,
    )
    .addOption(
      createChoiceOption(
        '--search <way>',
        'every combination, or drawn ones (default: grid, random where there is a range)',
        sweepSearchSchema.options,
      ),
    )
    .option('--trials <count>', 'at most so many trials (default: all of a grid, 20 of a random search)')
    .option('--minutes <minutes>', 'begin no trial once they have trained so long')
    .addHelpText(
      'after',
      `
Trials are drawn by the setting seed: the same line gives the same trials. One that fails is recorded with its
reason, and the sweep goes on. The best is told by --metric: an AUC or an accuracy at its greatest, a loss at
its least.

Ctrl-C stops the trial in hand, which keeps its best weights; \`studies resume\` goes on with it and the others.`,
    )
    .addHelpText(
      'after',
      describeExamples(
        'sweep --dataset cxr --axis learningRate=0.001,0.0003 --axis batchSize=16,32',
        'sweep --dataset cxr --range learningRate=1e-4..1e-2:log --range labelSmoothing=0..0.2 --trials 12',
        'sweep --dataset cxr --axis optimizer=adam,adamw,sgd --metric valLoss --minutes 90',
      ),
    )
    .action(async (options: unknown, command: Command) => {
      await run(command, async (context) => {
        const plan = readPlanOptions(options);
        const library = await context.openLibrary();
        const started = await library.call('studies:start', { ...readStudyOptions(options), plan });
        await followStudy(context, library, started);
      });
    });
}

/** @throws AppError usage-wrong where there is nothing to vary, or what varies cannot be read */
function readPlanOptions(options: unknown): Plan {
  const { axis, range, search, trials, minutes } = sweepOptionsSchema.parse(options);
  const axes = [...axis.map(readAxis), ...range.map(readRange)];
  if (axes.length === 0) {
    throw new AppError('usage-wrong', 'A sweep varies something. Give at least one --axis or --range.');
  }
  return {
    kind: 'sweep',
    axes,
    search: search ?? (range.length > 0 ? 'random' : 'grid'),
    trials: trials === undefined ? null : readWholeNumber('--trials', trials, { least: 1, most: mostTrials }),
    minutes:
      minutes === undefined ? null : readNumber('--minutes', minutes, { above: 0, most: mostStudyMinutes }),
  };
}

function readAxis(text: string): Axis {
  const [setting, values] = parsePair('--axis', text);
  return { setting, values: values.split(',').map((value) => value.trim()) };
}

function readRange(text: string): Axis {
  const [setting, range] = parsePair('--range', text);
  const match = /^(?<from>.+?)\.\.(?<to>[^:]+)(?::(?<scale>linear|log))?$/.exec(range.trim());
  const { from, to, scale } = match?.groups ?? {};
  if (from === undefined || to === undefined) {
    throw new AppError(
      'usage-wrong',
      `--range takes NAME=FROM..TO, with :log for a logarithmic one, for instance --range learningRate=1e-4..1e-2:log; it was given "${text}".`,
      { option: '--range' },
    );
  }
  return {
    setting,
    minimum: readNumber('--range', from),
    maximum: readNumber('--range', to),
    scale: scale === 'log' ? 'log' : 'linear',
  };
}
