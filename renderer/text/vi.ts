import { about } from './vi/about.ts';
import { classes } from './vi/classes.ts';
import { compare } from './vi/compare.ts';
import { dataFolder } from './vi/data-folder.ts';
import { dataset } from './vi/dataset.ts';
import { ensembles } from './vi/ensembles.ts';
import { evaluation } from './vi/evaluation.ts';
import { diagnose } from './vi/diagnose.ts';
import { dicom } from './vi/dicom.ts';
import { featureMaps } from './vi/feature-maps.ts';
import { help } from './vi/help.ts';
import { library } from './vi/library.ts';
import { reproduction } from './vi/reproduction.ts';
import { run } from './vi/run.ts';
import { runSettings } from './vi/run-settings.ts';
import { runs } from './vi/runs.ts';
import { shell } from './vi/shell.ts';
import { studies } from './vi/studies.ts';
import { stress } from './vi/stress.ts';
import { train } from './vi/train.ts';
import { patients } from './vi/patients.ts';
import { viewer } from './vi/viewer.ts';
import type { en } from './en.ts';
import type { Translation } from './translation.ts';

/**
 * Every word of the interface, in Vietnamese. The terms are radiology's and statistics' own: độ nhạy
 * (sensitivity), độ đặc hiệu (specificity), ngưỡng quyết định (operating point), tập kiểm định (validation).
 */
export const vi: Translation<typeof en> = {
  ...shell,
  ...library,
  ...dataset,
  ...train,
  ...runSettings,
  ...runs,
  ...run,
  ...reproduction,
  ...ensembles,
  ...evaluation,
  ...classes,
  ...featureMaps,
  ...compare,
  ...stress,
  ...studies,
  ...diagnose,
  ...dicom,
  ...patients,
  ...viewer,
  ...about,
  ...dataFolder,
  ...help,
};
