import type { Command } from 'commander';
import { z } from 'zod';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { RunCommand } from './command-context.ts';
import { formatLayerTable } from './format-layer-table.ts';
import { formatTable } from './format-table.ts';

const showOptionsSchema = z.object({ imageSize: z.string().optional() });

export function addModelCommands(program: Command, run: RunCommand): void {
  const models = program.command('models').description('the networks that can be trained');

  models
    .command('list')
    .description('list the presets')
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
    .command('show <preset>')
    .description("show a preset's layers: type, output shape, parameters")
    .option('--image-size <pixels>', "side of the square input (default: the preset's own)")
    .action(async (preset: string, options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const imageSize = parseImageSize(showOptionsSchema.parse(options).imageSize);
        const table = await (await openLibrary()).call('presets:show', { preset, imageSize });
        terminal.print(table, () => formatLayerTable(table));
      });
    });
}

function parseImageSize(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d+$/.test(text) && Number(text) >= 32 && Number(text) <= 1024) return Number(text);
  throw new AppError(
    'setting-invalid',
    `--image-size must be a whole number from 32 to 1,024; it was given "${text}".`,
    { setting: 'imageSize', value: text },
  );
}
