import { about } from './en/about.ts';
import { augmentation } from './en/augmentation.ts';
import { dataset } from './en/dataset.ts';
import { diagnose } from './en/diagnose.ts';
import { library } from './en/library.ts';
import { run } from './en/run.ts';
import { runs } from './en/runs.ts';
import { shell } from './en/shell.ts';
import { train } from './en/train.ts';
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
  ...augmentation,
  ...runs,
  ...run,
  ...diagnose,
  ...viewer,
  ...about,
} as const;
