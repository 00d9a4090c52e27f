import type { Command } from 'commander';
import { z } from 'zod';
import { presets } from '../../shared/domain/preset.ts';
import { runSettingNames } from '../../shared/domain/run-settings.ts';
import { describeSetting } from '../services/runs/describe-setting.ts';
import { collect, parsePair } from './collect.ts';
import type { RunCommand } from './command-context.ts';
import { describeExamples } from './describe-examples.ts';
import { describeLayers } from './describe-layers.ts';
import { followRun } from './follow-run.ts';
import { readNetworkFile } from './read-network-file.ts';
import { formatTable } from './format-table.ts';

const trainOptionsSchema = z.object({
  dataset: z.string(),
  preset: z.string(),
  name: z.string().optional(),
  set: z.array(z.string()).default([]),
  network: z.string().optional(),
});

export function addTrainCommand(program: Command, run: RunCommand): void {
  program
    .command('train')
    .description('train a network on a dataset, and wait for the end')
    .requiredOption('--dataset <dataset>', 'what to train on')
    .option(
      '--preset <preset>',
      'network and settings to begin with; `models list` names them',
      presets[0]?.name,
    )
    .option('--name <run>', 'name of the run (default: of preset and dataset, with a number)')
    .option('--network <file>', "JSON list of layers in place of the preset's network")
    .option('--set <key=value>', 'a setting; may be repeated', collect)
    .addHelpText('after', () => describeSettings())
    .addHelpText('after', () => describeLayers())
    .addHelpText(
      'after',
      describeExamples(
        'train --dataset cxr --name first',
        'train --dataset cxr --preset keras-report --set epochs=12',
        'train --dataset cxr --set epochs=20 --set learningRate=0.0005 --set seed=7',
        'train --dataset cxr --network network.json --set optimizer=sgd --set momentum=0.9',
        '--engine wasm train --dataset cxr --set epochs=1 --set limit=200',
      ),
    )
    .action(async (options: unknown, command: Command) => {
      await run(command, async (context) => {
        const { dataset, preset, name, set, network } = trainOptionsSchema.parse(options);
        const settings = Object.fromEntries(set.map((text) => parsePair('--set', text)));
        const library = await context.openLibrary();
        const started = await library.call('runs:start', {
          dataset,
          preset,
          name: name ?? null,
          settings,
          network: network === undefined ? null : readNetworkFile(network),
        });
        await followRun(context, library, started);
      });
    });
}

function describeSettings(): string {
  const rows = runSettingNames.map((name) => {
    const { range, default: value } = describeSetting(name);
    return [`  ${name}`, range, name === 'imageSize' ? "the preset's" : value];
  });
  return `
Settings, what each may be, and its default where the preset has none of its own:
${formatTable([['  KEY'], ['VALUE'], ['DEFAULT']], rows)}

Ctrl-C stops the run after the batch in hand and keeps its best weights; \`runs resume\` goes on from there.
One run trains at a time on a library: one started meanwhile waits for its turn.`;
}
