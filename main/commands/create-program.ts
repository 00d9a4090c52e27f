import type { Command } from 'commander';
import { engineChoiceSchema } from '../../shared/domain/engine.ts';
import { appVersion } from '../version.ts';
import { AskingCommand } from './asking-command.ts';
import { createChoiceOption } from './choice-option.ts';
import type { RunCommand } from './command-context.ts';
import { addCompareCommand } from './compare.ts';
import { addCrossValidateCommand } from './cross-validate.ts';
import { addDatasetCommands } from './datasets.ts';
import { addDemoCommand } from './demo.ts';
import { addDoctorCommand } from './doctor.ts';
import { addEnsembleCommands } from './ensembles.ts';
import { addEvaluateCommand } from './evaluate.ts';
import { addExportCommand } from './export.ts';
import { addFeatureMapsCommand } from './feature-maps.ts';
import { addHomeCommands } from './home.ts';
import { addModelCommands } from './models.ts';
import { addPredictCommand } from './predict.ts';
import { addRunCommands } from './runs.ts';
import { addStressCommand } from './stress.ts';
import { addStudyCommands } from './studies.ts';
import { addSweepCommand } from './sweep.ts';
import { addTrainCommand } from './train.ts';

const epilogue = `
A dataset, a run or a study is named by its name or its id.

Exit status: 0 done, 1 failed, 2 wrong usage, 130 cancelled. With --json standard output carries exactly one
JSON document, {"error": {code, message, details}} where the command failed; progress and remarks go to
standard error.

First steps:
  negatoscope demo                                      see it work, on sample images
  negatoscope predict image.jpeg                        ask the model that comes with the app
  negatoscope datasets import ~/chest_xray --name cxr   import a folder of class folders
  negatoscope train --dataset cxr --name first          train on it
  negatoscope evaluate --run first ~/test_images        judge the model
  negatoscope predict --run first image.jpeg            ask it about an image

For research use. Negatoscope is not a medical device.`;

/**
 * Declares the whole command line.
 *
 * @param run runs a command's work, and deals with how it ends
 */
export function createProgram(run: RunCommand): Command {
  const program = new AskingCommand('negatoscope')
    .description('Train, judge and run chest X-ray classifiers on your own machine, with nothing leaving it.')
    .version(appVersion, '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .option('--home <dir>', "where the library lies (default: the platform's application-data folder)")
    .addOption(
      createChoiceOption('--engine <name>', 'what computes', engineChoiceSchema.options).default('auto'),
    )
    .option('--json', 'print one JSON document and nothing else')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(add --help for what may be given)')
    .addHelpText('after', epilogue)
    .exitOverride();
  addDatasetCommands(program, run);
  addModelCommands(program, run);
  addTrainCommand(program, run);
  addRunCommands(program, run);
  addCrossValidateCommand(program, run);
  addSweepCommand(program, run);
  addStudyCommands(program, run);
  addEnsembleCommands(program, run);
  addEvaluateCommand(program, run);
  addStressCommand(program, run);
  addCompareCommand(program, run);
  addPredictCommand(program, run);
  addFeatureMapsCommand(program, run);
  addExportCommand(program, run);
  addDemoCommand(program, run);
  addHomeCommands(program, run);
  addDoctorCommand(program, run);
  return program;
}
