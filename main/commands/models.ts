import type { Command } from 'commander';
import { z } from 'zod';
import { describeProblems } from '../../shared/domain/network/describe-problems.ts';
import type { NetworkProblem } from '../../shared/domain/network/network-layer.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { RunCommand } from './command-context.ts';
import { describeExamples } from './describe-examples.ts';
import { formatLayerTable } from './format-layer-table.ts';
import { formatTable } from './format-table.ts';
import { readNetworkFile } from './read-network-file.ts';

const showOptionsSchema = z.object({
  imageSize: z.string().optional(),
  classes: z.string().optional(),
  network: z.string().optional(),
});

/** Side of the square input for which a network of the user's own is shown unless another is asked for. */
const defaultImageSize = 150;

const networkFileHelp = `
A file for --network is a JSON array with an object a layer, by Keras's names; the output layer is added:
  [{"type": "Conv2D", "filters": 16, "kernelSize": 3, "activation": "relu"},
   {"type": "MaxPooling2D"}, {"type": "GlobalAveragePooling2D"}]
\`negatoscope train --help\` lists the layers; the window's editor, Network under Train, writes such a file too.`;

export function addModelCommands(program: Command, run: RunCommand): void {
  const models = program.command('models').description('the networks that can be trained');

  models
    .command('list')
    .description('list the presets')
    .addHelpText('after', describeExamples('models list'))
    .action(async (_options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const presets = await (await openLibrary()).call('presets:list', {});
        terminal.print(presets, () =>
          formatTable(
            [['PRESET'], ['SIZE'], ['DESCRIPTION']],
            presets.map(({ name, imageSize, title, description }) => [
              name,
              `${imageSize} x ${imageSize}`,
              `${title}. ${description}`,
            ]),
          ),
        );
      });
    });

  models
    .command('show [preset]')
    .description("show a network's layers: type, output shape, parameters")
    .option('--image-size <pixels>', "side of the square input (default: the preset's own)")
    .option('--classes <number>', 'how many the network tells apart (default: 2)')
    .option('--network <file>', 'JSON list of layers to show in place of a preset')
    .addHelpText('after', networkFileHelp)
    .addHelpText(
      'after',
      describeExamples(
        'models show robust',
        'models show cnn5 --image-size 224 --classes 3',
        'models show --network network.json',
      ),
    )
    .action(async (preset: string | undefined, options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const { network, ...given } = showOptionsSchema.parse(options);
        const imageSize = parseWholeNumber('--image-size', given.imageSize, { least: 32, most: 1024 });
        const classes = parseWholeNumber('--classes', given.classes, { least: 2, most: 100 }) ?? 2;
        const library = await openLibrary();
        if (network !== undefined) {
          const layers = readNetworkFile(network);
          const described = await library.call('networks:describe', {
            layers,
            imageSize: imageSize ?? defaultImageSize,
            classes,
          });
          requireNoProblems(described.problems);
          terminal.print(described, () => formatLayerTable(network, described));
          return;
        }
        if (preset === undefined) {
          throw new AppError('usage-wrong', 'Name a preset, or a file with --network FILE.', {});
        }
        const table = await library.call('presets:show', { preset, imageSize, classes });
        terminal.print(table, () => formatLayerTable(table.preset, table));
      });
    });
}

function requireNoProblems(problems: readonly NetworkProblem[]): void {
  if (problems.length === 0) return;
  throw new AppError('network-invalid', describeProblems(problems), {});
}

/** @returns null where the option is not given */
function parseWholeNumber(
  option: string,
  text: string | undefined,
  { least, most }: { readonly least: number; readonly most: number },
): number | null {
  if (text === undefined) return null;
  if (/^\d+$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
  throw new AppError(
    'setting-invalid',
    `${option} must be a whole number from ${least} to ${most.toLocaleString('en-US')}; it was given "${text}".`,
    { setting: option, value: text },
  );
}
