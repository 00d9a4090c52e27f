import type { Command } from 'commander';
import { z } from 'zod';
import type { Application } from '../application.ts';
import { collect, parsePair } from './collect.ts';
import type { CommandContext, RunCommand } from './command-context.ts';
import { formatAudit, formatDataset, formatDatasets, formatImport } from './format-dataset.ts';
import { followImport } from './follow-import.ts';

const importOptionsSchema = z.object({
  name: z.string(),
  csv: z.string().optional(),
  patientPattern: z.array(z.string()).default([]),
  positiveClass: z.string().optional(),
});

const importHelp = `
PATH is a folder of class folders, of train, val and test folders of them, or a CSV file with the columns
path, label and, if wanted, patient and split. Files are only read. Done again, only what is new is added.

Patients are read from file names by --patient-pattern NAME=REGEX, a regular expression with a group named
"patient"; given once or more, these take the place of the patterns for Chest X-Ray Images (Pneumonia).

Examples:
  negatoscope datasets import ~/chest_xray --name cxr
  negatoscope datasets import ~/scans --csv labels.csv --name ward --positive-class EFFUSION
  negatoscope datasets import ~/scans --name ward --patient-pattern 'ward=^(?<patient>\\d{6})_'`;

export function addDatasetCommands(program: Command, run: RunCommand): void {
  const datasets = program.command('datasets').description('import images and look at them');

  datasets
    .command('import <path>')
    .description('import labelled images')
    .requiredOption('--name <name>', 'name of the dataset; one that exists is added to')
    .option('--csv <file>', 'a CSV file that says what the images of the folder are')
    .option('--patient-pattern <name=regex>', 'how file names tell patients; may be repeated', collect)
    .option('--positive-class <name>', 'the class whose probability a model reports')
    .addHelpText('after', importHelp)
    .action(async (path: string, options: unknown, command: Command) => {
      await run(command, async (context) => {
        const library = await context.openLibrary();
        const report = await importImages(context, library, path, importOptionsSchema.parse(options));
        context.terminal.print(report, () => formatImport(report));
      });
    });

  datasets
    .command('list')
    .description('list the datasets')
    .action(async (_options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const list = await (await openLibrary()).call('datasets:list', {});
        terminal.print(list, () => formatDatasets(list));
      });
    });

  datasets
    .command('show <dataset>')
    .description('show what a dataset holds')
    .action(async (dataset: string, _options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const shown = await (await openLibrary()).call('datasets:show', { dataset });
        terminal.print(shown, () => formatDataset(shown));
      });
    });

  datasets
    .command('audit <dataset>')
    .description('look for duplicates, label conflicts, patients in two parts and the like')
    .action(async (dataset: string, _options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const audit = await (await openLibrary()).call('datasets:audit', { dataset });
        terminal.print(audit, () => formatAudit(audit));
      });
    });

  datasets
    .command('delete <dataset>')
    .description('forget a dataset; its source folder stays as it is')
    .action(async (dataset: string, _options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const library = await openLibrary();
        const { id, name } = await library.call('datasets:show', { dataset });
        await library.call('datasets:delete', { dataset: id });
        terminal.print({ dataset: name, deleted: true }, () => `The dataset "${name}" is forgotten.`);
      });
    });
}

async function importImages(
  context: CommandContext,
  library: Application,
  path: string,
  { name, csv, patientPattern, positiveClass }: z.infer<typeof importOptionsSchema>,
) {
  const patterns = patientPattern.map((text) => {
    const [patternName, expression] = parsePair('--patient-pattern', text);
    return { name: patternName, expression };
  });
  const { importId } = await library.call('imports:start', {
    path,
    name,
    csv: csv ?? null,
    patientPatterns: patterns.length === 0 ? null : patterns,
    positiveClass: positiveClass ?? null,
  });
  return await followImport(context, library, importId);
}
