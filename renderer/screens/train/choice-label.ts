import type { RunSettingName } from '../../../shared/domain/run-settings.ts';
import { en } from '../../text/en.ts';
import { t, type TextKey } from '../../text/t.ts';

type ChoiceKey = Extract<TextKey, `choice.${string}`>;

function isChoiceKey(key: string): key is ChoiceKey {
  return key.startsWith('choice.') && key in en;
}

/**
 * The words for a choice of a setting; the value itself where there are none.
 *
 * @param name of the setting, where one word means different things: a constant learning rate, a constant grey
 */
export function toChoiceLabel(value: string, name?: RunSettingName): string {
  const key = name === 'fillMode' && value === 'constant' ? 'choice.fill-constant' : `choice.${value}`;
  return isChoiceKey(key) ? t(key) : value;
}
