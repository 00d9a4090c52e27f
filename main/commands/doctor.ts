import type { Command } from 'commander';
import type { Diagnostics } from '../../shared/domain/diagnostics.ts';
import type { RunCommand } from './command-context.ts';
import { describeExamples } from './describe-examples.ts';
import { formatFacts, formatTable } from './format-table.ts';
import { formatBytes } from './format-values.ts';

export function addDoctorCommand(program: Command, run: RunCommand): void {
  program
    .command('doctor')
    .description('tell which engine runs and why the others do not, versions, GPU, database, disk')
    .addHelpText('after', describeExamples('doctor', '--engine webgpu doctor'))
    .action(async (_options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const diagnostics = await (await openLibrary()).call('app:examine', {});
        terminal.print(diagnostics, () => formatDiagnostics(diagnostics));
      });
    });
}

/** The doctor's report as text. */
export function formatDiagnostics(diagnostics: Diagnostics): string {
  const { database, disk } = diagnostics;
  return [
    formatFacts([
      ['Negatoscope', diagnostics.version],
      ['engine', diagnostics.engine ?? 'none runs as asked for'],
      ['TensorFlow', diagnostics.tensorflow ?? 'no native library'],
      ['TensorFlow.js', diagnostics.tfjs],
      ['GPU', diagnostics.gpu ?? 'none in use'],
      ['Node', diagnostics.node],
      ['Electron', diagnostics.electron],
      ['platform', diagnostics.platform],
      ['processors', String(diagnostics.processors)],
      ['memory', formatBytes(diagnostics.memoryBytes)],
      ['home', diagnostics.home],
      [
        'database',
        `schema ${database.schemaVersion}, integrity ${database.integrity}, SQLite ${database.sqlite}`,
      ],
      ['disk', `${formatBytes(disk.freeBytes)} free, the library takes ${formatBytes(disk.libraryBytes)}`],
    ]),
    formatTable(
      [['ENGINE'], ['AVAILABLE'], ['WHY']],
      diagnostics.engines.map(({ name, available, reason }) => [name, available ? 'yes' : 'no', reason]),
    ),
  ].join('\n\n');
}
