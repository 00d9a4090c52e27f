import type { Command } from 'commander';
import { z } from 'zod';
import { monitorNames } from '../../shared/domain/monitor.ts';
import { presets } from '../../shared/domain/preset.ts';
import type { MethodInput } from '../../shared/ipc/contract.ts';
import { createChoiceOption } from './choice-option.ts';
import { collect, parsePair } from './collect.ts';

const sharedOptionsSchema = z.object({
  dataset: z.string(),
  preset: z.string(),
  name: z.string().optional(),
  set: z.array(z.string()).default([]),
  // What it may be is the contract's to say.
  metric: z.enum(monitorNames).optional(),
});

/** Declares what every study is told: on what, with what, and by which figure its trials are compared. */
export function addStudyOptions(command: Command): Command {
  return command
    .requiredOption('--dataset <dataset>', 'what to train on')
    .option('--preset <preset>', 'network and settings to begin with', presets[0]?.name)
    .option('--name <study>', 'name of the study (default: of kind and dataset, with a number)')
    .option(
      '--set <key=value>',
      'a setting of all trials; may be repeated, `train --help` lists them',
      collect,
    )
    .addOption(
      createChoiceOption(
        '--metric <figure>',
        "what trials are compared by (default: the setting monitor's)",
        monitorNames,
      ),
    );
}

/** Reads those options as `studies:start` takes them. */
export function readStudyOptions(options: unknown): Omit<MethodInput<'studies:start'>, 'plan'> {
  const { dataset, preset, name = null, set, metric = null } = sharedOptionsSchema.parse(options);
  const settings = Object.fromEntries(set.map((text) => parsePair('--set', text)));
  return { dataset, preset, name, settings, metric };
}
