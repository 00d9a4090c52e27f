import type { Command } from 'commander';
import { z } from 'zod';
import type { Application } from '../application.ts';
import { imageFormats } from '../library/image-format.ts';
import { headingNames, labelColumns } from '../library/label-file/label-headings.ts';
import { collect, parsePair } from './collect.ts';
import type { CommandContext, RunCommand } from './command-context.ts';
import { describeExamples } from './describe-examples.ts';
import {
  formatAudit,
  formatDataset,
  formatDatasetExport,
  formatDatasets,
  formatImport,
} from './format-dataset.ts';
import { followImport } from './follow-import.ts';

const importOptionsSchema = z.object({
  name: z.string(),
  csv: z.string().optional(),
  patientPattern: z.array(z.string()).default([]),
  classesFromNames: z.string().optional(),
  positiveClass: z.string().optional(),
  negativeClass: z.string().optional(),
});

const importHelp = `
PATH is a folder of class folders, of train, val and test folders of them, or a CSV file. Files are only
read. Done again, only what is new is added. Images (${imageFormats.join(', ')}) are told by
their content, whatever their names end in.

A CSV file is UTF-8 with commas, semicolons or tabs. Its first line names its columns, in any order, each by one of these:
${describeHeadings()}
path is relative to the file's own folder, or with --csv to PATH. Any other column is kept with its images.

With --classes-from-names a file whose name has one of the words as a whole part is of that class, which is
called by the word in upper case: of virus, person1_virus_6.jpeg is VIRUS. Other files keep their class.

Patients are read from file names by --patient-pattern NAME=REGEX, a regular expression with a group named
"patient"; given once or more, these take the place of the patterns for Chest X-Ray Images (Pneumonia).
A DICOM file's own Patient ID goes before those built-in patterns, and a pattern of yours or a CSV file's before it.`;

export function addDatasetCommands(program: Command, run: RunCommand): void {
  const datasets = program.command('datasets').description('import images and look at them');

  datasets
    .command('import <path>')
    .description('import labelled images')
    .requiredOption('--name <name>', 'name of the dataset; one that exists is added to')
    .option('--csv <file>', 'a CSV file that says what the images of the folder are')
    .option('--patient-pattern <name=regex>', 'how file names tell patients; may be repeated', collect)
    .option('--classes-from-names <words>', 'words in file names that tell classes, divided by commas')
    .option('--positive-class <name>', 'of two classes, the one whose probability a model reports')
    .option(
      '--negative-class <name>',
      'the class without a finding (default: the one called normal or the like)',
    )
    .addHelpText('after', importHelp)
    .addHelpText(
      'after',
      describeExamples(
        'datasets import ~/chest_xray --name cxr',
        'datasets import ~/chest_xray --name subtypes --classes-from-names bacteria,virus',
        'datasets import ~/scans --csv labels.csv --name ward --positive-class EFFUSION',
        "datasets import ~/scans --name ward --patient-pattern 'ward=^(?<patient>\\d{6})_'",
      ),
    )
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
    .addHelpText('after', describeExamples('datasets list'))
    .action(async (_options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const list = await (await openLibrary()).call('datasets:list', {});
        terminal.print(list, () => formatDatasets(list));
      });
    });

  datasets
    .command('show <dataset>')
    .description('show what a dataset holds')
    .addHelpText('after', describeExamples('datasets show cxr'))
    .action(async (dataset: string, _options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const shown = await (await openLibrary()).call('datasets:show', { dataset });
        terminal.print(shown, () => formatDataset(shown));
      });
    });

  datasets
    .command('audit <dataset>')
    .description('look for duplicates, label conflicts, patients in two parts and the like')
    .addHelpText('after', describeExamples('datasets audit cxr'))
    .action(async (dataset: string, _options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const audit = await (await openLibrary()).call('datasets:audit', { dataset });
        terminal.print(audit, () => formatAudit(audit));
      });
    });

  datasets
    .command('export <dataset> <file>')
    .description('write a dataset as a CSV file, with corrections applied, that an import takes')
    .addHelpText('after', describeExamples('datasets export cxr cxr.csv'))
    .action(async (dataset: string, file: string, _options: unknown, command: Command) => {
      await run(command, async ({ openLibrary, terminal }) => {
        const written = await (await openLibrary()).call('datasets:export', { dataset, path: file });
        terminal.print(written, () => formatDatasetExport(written));
      });
    });

  datasets
    .command('delete <dataset>')
    .description('forget a dataset; its source folder stays as it is')
    .addHelpText('after', describeExamples('datasets delete cxr'))
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
  {
    name,
    csv,
    patientPattern,
    classesFromNames,
    positiveClass,
    negativeClass,
  }: z.infer<typeof importOptionsSchema>,
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
    classWords: classesFromNames?.split(',') ?? null,
    positiveClass: positiveClass ?? null,
    negativeClass: negativeClass ?? null,
  });
  return await followImport(context, library, importId);
}

/** A line a column of a CSV file, with all the names it goes by. */
function describeHeadings(): string {
  return labelColumns.map((column) => `  ${headingNames[column].join(', ')}`).join('\n');
}
