import type { Command } from 'commander';
import path from 'node:path';
import type { HomeMoveProgress, HomePlace } from '../../shared/domain/home-move.ts';
import type { Application } from '../application.ts';
import type { CommandContext, RunCommand } from './command-context.ts';
import { describeExamples } from './describe-examples.ts';
import { formatFacts } from './format-table.ts';
import { formatBar, formatBytes } from './format-values.ts';

export function addHomeCommands(program: Command, run: RunCommand): void {
  const home = program.command('home').description('look at the data folder, and move it');

  home
    .command('show')
    .description('tell where the library lies, and where it lay before it was moved')
    .addHelpText('after', describeExamples('home show'))
    .action(async (_options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const place = await (await openLibrary()).call('home:show', {});
        terminal.print(place, () => formatPlace(place));
      });
    });

  home
    .command('move')
    .description('copy the library to another folder, look through the copy, and open it there from now on')
    .argument('<dir>', 'a folder that is empty or not there yet')
    .addHelpText(
      'after',
      '\nNothing else may use the library meanwhile. Until the copy is whole the library stays where it is; afterwards\nit still lies there too, until "negatoscope home delete-former". A library named with --home is not moved.',
    )
    .addHelpText('after', describeExamples('home move /data/negatoscope'))
    .action(async (directory: string, _options: unknown, command: Command) => {
      await run(command, async (context) => {
        const moved = await moveHome(context, await context.openLibrary(), path.resolve(directory));
        context.terminal.print(
          moved,
          () =>
            `The library lies in ${moved.home} now (${formatBytes(moved.bytes)}).\nWhat lies in ${moved.former} is used no more: "negatoscope home delete-former" deletes it.`,
        );
      });
    });

  home
    .command('delete-former')
    .description('delete the library where it lay before it was moved')
    .addHelpText('after', describeExamples('home delete-former'))
    .action(async (_options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const library = await openLibrary();
        const { home: current, former } = await library.call('home:show', {});
        await library.call('home:delete-former', {});
        terminal.print({ home: current, deleted: former }, () =>
          former === null ? 'There is no library at a former place.' : `Deleted the library in ${former}.`,
        );
      });
    });
}

/** Moves the library, showing how far that is; Ctrl-C cancels it. */
async function moveHome(
  { terminal, onInterrupt }: Pick<CommandContext, 'terminal' | 'onInterrupt'>,
  library: Application,
  directory: string,
) {
  const unsubscribe = library.subscribe((event) => {
    if (event.name === 'home:move-progressed') terminal.showProgress(formatMoveProgress(event.payload));
  });
  onInterrupt(() => void library.answer('home:cancel-move', {}));
  try {
    await library.call('home:move', { path: directory });
    return await library.call('home:wait-for-move', {});
  } finally {
    unsubscribe();
  }
}

function formatMoveProgress({ phase, doneBytes, totalBytes }: HomeMoveProgress): string {
  if (phase !== 'copying') return 'Looking through the copy';
  const share = totalBytes === 0 ? 0 : doneBytes / totalBytes;
  return `Copying ${formatBar(share)} ${formatBytes(doneBytes)} of ${formatBytes(totalBytes)}`;
}

function formatPlace({ home, former, canMove }: HomePlace): string {
  return formatFacts([
    ['home', home],
    ['named by', canMove ? 'the app' : '--home'],
    ['before', former ?? 'nowhere else'],
  ]);
}
