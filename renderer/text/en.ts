import { about } from './en/about.ts';
import { dataFolder } from './en/data-folder.ts';
import { dataset } from './en/dataset.ts';
import { classes } from './en/classes.ts';
import { compare } from './en/compare.ts';
import { diagnose } from './en/diagnose.ts';
import { dicom } from './en/dicom.ts';
import { ensembles } from './en/ensembles.ts';
import { evaluation } from './en/evaluation.ts';
import { featureMaps } from './en/feature-maps.ts';
import { help } from './en/help.ts';
import { library } from './en/library.ts';
import { reproduction } from './en/reproduction.ts';
import { run } from './en/run.ts';
import { runSettings } from './en/run-settings.ts';
import { runs } from './en/runs.ts';
import { shell } from './en/shell.ts';
import { studies } from './en/studies.ts';
import { stress } from './en/stress.ts';
import { train } from './en/train.ts';
import { patients } from './en/patients.ts';
import { viewer } from './en/viewer.ts';

/**
 * Every word of the interface, in English, one file a part of the app. `{names}` are filled in by `t`; keys
 * that end in `.one` and `.other` are two grammatical numbers of one text, for `tCount`.
 */
export const en = {
  ...shell,
  ...library,
  ...dataset,
  ...train,
  ...runSettings,
  ...runs,
  ...run,
  ...reproduction,
  ...stress,
  ...studies,
  ...ensembles,
  ...evaluation,
  ...classes,
  ...featureMaps,
  ...compare,
  ...diagnose,
  ...dicom,
  ...patients,
  ...viewer,
  ...about,
  ...dataFolder,
  ...help,
} as const;
