import type { Command } from 'commander';
import { z } from 'zod';
import type { RunCommand } from './command-context.ts';
import { describeExamples } from './describe-examples.ts';

const exportOptionsSchema = z.object({ run: z.string(), format: z.string() });

export function addExportCommand(program: Command, run: RunCommand): void {
  program
    .command('export <out>')
    .description("write a run's model to a folder, for use elsewhere")
    .requiredOption('--run <run>', 'whose model')
    .option('--format <format>', 'tfjs: TensorFlow.js layers model', 'tfjs')
    .addHelpText(
      'after',
      '\nOUT is a folder that does not exist yet, or an empty one. Beside the model, negatoscope.json says what its\nuse takes: image size, classes, threshold.',
    )
    .addHelpText('after', describeExamples('export --run first --format tfjs first-model'))
    .action(async (out: string, options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const { run: name, format } = exportOptionsSchema.parse(options);
        const library = await openLibrary();
        const exported = await library.call('runs:export', { run: name, format, path: out });
        terminal.print(exported, () => `Exported to ${exported.path}: ${exported.files.join(', ')}.`);
      });
    });
}
