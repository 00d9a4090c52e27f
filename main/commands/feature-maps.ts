import type { Command } from 'commander';
import { z } from 'zod';
import type { WrittenFeatureMaps } from '../../shared/domain/feature-maps.ts';
import type { RunCommand } from './command-context.ts';
import { describeExamples } from './describe-examples.ts';
import { formatCount } from './format-values.ts';

const featureMapsOptionsSchema = z.object({ run: z.string(), layer: z.string(), out: z.string() });

export function addFeatureMapsCommand(program: Command, run: RunCommand): void {
  program
    .command('feature-maps <file>')
    .description("draw what a layer of a run's network makes of an image")
    .requiredOption('--run <run>', 'whose network')
    .requiredOption('--layer <layer>', 'the layer, by its name in the layer table')
    .requiredOption('--out <dir>', 'write the pictures there')
    .addHelpText(
      'after',
      '\nWrites a PNG a channel, of the first 64, and one of all of them, row by row. Each is scaled by its own least\nand greatest activation, from black to white.',
    )
    .addHelpText('after', describeExamples('feature-maps --run first --layer conv2d a.jpeg --out maps'))
    .action(async (file: string, options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const { run: name, layer, out } = featureMapsOptionsSchema.parse(options);
        const library = await openLibrary();
        const written = await library.call('feature-maps:write', {
          run: name,
          layer,
          path: file,
          folder: out,
        });
        terminal.print(written, () => formatFeatureMaps(written));
      });
    });
}

function formatFeatureMaps({ layer, width, height, channels, maps, sheet }: WrittenFeatureMaps): string {
  const shown = maps.length < channels ? ` The first ${maps.length} are drawn.` : '';
  return `${layer} makes ${formatCount(channels)} maps of ${width} x ${height} cells.${shown} All on one sheet: ${sheet}`;
}
