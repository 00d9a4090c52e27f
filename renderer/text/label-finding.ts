import { t } from './t.ts';

/**
 * What a model's `probability` is of, in words: its one finding by name, or any of several.
 *
 * @param positiveClass as `nameFindings` says it
 * @param classes how many the model tells apart
 */
export function labelFinding(positiveClass: string, classes: number): string {
  return classes > 2 ? t('classes.any-finding') : positiveClass;
}
