import { afterEach, describe, expect, it } from 'vitest';
import type { RunSettingName } from '../../shared/domain/run-settings.ts';
import { describeRange, parseSetting, settingFields, toSettingText } from '../../renderer/setting-field.ts';
import { interfaceLanguage } from '../../renderer/text/language.svelte.ts';
import { runSettingNames } from '../../shared/domain/run-settings.ts';

afterEach(() => interfaceLanguage.speak('en'));

describe('fields of the settings', () => {
  it.each<[RunSettingName, string, string]>([
    ['epochs', '10', '1 to 10,000'],
    ['batchSize', '32', '1 to 1,024'],
    ['imageSize', '150', '32 to 1,024'],
    ['learningRate', '0.001', 'above 0, up to 10'],
    ['seed', '1', '0 to 2,147,483,647'],
    ['limit', '', '8 up'],
    ['validationFraction', '0.2', '0.05 to 0.5'],
    ['patience', '5', '0 to 1,000'],
  ])('%s starts at %j and ranges over %s', (name, defaultText, range) => {
    expect(toSettingText(settingFields[name].defaultValue)).toBe(defaultText);
    expect(describeRange(settingFields[name])).toBe(range);
  });

  it('offers the choices where there is a choice', () => {
    expect(settingFields.validationFolder).toMatchObject({
      kind: 'choice',
      choices: ['auto', 'always', 'never'],
      defaultValue: 'auto',
    });
    expect(describeRange(settingFields.monitor)).toBe('');
  });
});

describe('parseSetting', () => {
  it.each<[RunSettingName, string, string | number | null]>([
    ['epochs', '3', 3],
    ['epochs', ' 10000 ', 10_000],
    ['learningRate', '1e-4', 0.0001],
    ['learningRate', '.5', 0.5],
    ['learningRate', '0,001', 0.001],
    ['learningRate', ',5', 0.5],
    ['learningRate', '1,5e-3', 0.0015],
    ['learningRate', '1,000', 1],
    ['rotationRange', '1.500', 1.5],
    ['timeLimitMinutes', '0,500', 0.5],
    ['timeLimitMinutes', '1,5', 1.5],
    ['limit', '', null],
    ['limit', '200', 200],
    ['seed', '1e6', 1_000_000],
    ['validationFolder', 'never', 'never'],
  ])('reads %s from %j', (name, text, value) => {
    expect(parseSetting(settingFields[name], text)).toEqual({ value });
  });

  it.each<[RunSettingName, string]>([
    ['epochs', ''],
    ['epochs', '0'],
    ['epochs', '2.5'],
    ['epochs', '1.000'],
    ['epochs', '10001'],
    ['epochs', 'ten'],
    ['epochs', '0x10'],
    ['learningRate', '0'],
    ['learningRate', '-1'],
    ['epochs', '2,5'],
    ['epochs', '1,000'],
    ['learningRate', '1,000.5'],
    ['learningRate', '0,0,1'],
    ['learningRate', ','],
    ['learningRate', 'NaN'],
    ['learningRate', 'Infinity'],
    ['limit', '7'],
    ['seed', '-1'],
  ])('refuses %s of %j and names the range', (name, text) => {
    const parsed = parseSetting(settingFields[name], text);
    expect(parsed).toHaveProperty('problem', expect.stringContaining(describeRange(settingFields[name])));
  });

  it.each(['en', 'vi'] as const)('takes either mark in %s, and every default as it is shown', (language) => {
    interfaceLanguage.speak(language);
    expect(parseSetting(settingFields.learningRate, '0,0003')).toEqual({ value: 0.0003 });
    expect(parseSetting(settingFields.learningRate, '0.0003')).toEqual({ value: 0.0003 });
    for (const name of runSettingNames) {
      const field = settingFields[name];
      expect(parseSetting(field, toSettingText(field.defaultValue))).toEqual({ value: field.defaultValue });
    }
  });

  it("shows a number with the language's decimal mark, without groups", () => {
    interfaceLanguage.speak('vi');
    expect(toSettingText(0.001)).toBe('0,001');
    expect(toSettingText(1e-7)).toBe('1e-7');
    expect(toSettingText(2_147_483_647)).toBe('2147483647');
  });

  it('asks which it is where a mark may divide thousands as well', () => {
    expect(parseSetting(settingFields.timeLimitMinutes, '1,500')).toEqual({
      problem: '“1,500” may mean 1.5 or 1500: enter one of these.',
    });
    expect(parseSetting(settingFields.timeLimitMinutes, '1.500')).toEqual({ value: 1.5 });
    interfaceLanguage.speak('vi');
    expect(parseSetting(settingFields.timeLimitMinutes, '1.500')).toEqual({
      problem: '“1.500” có thể là 1,5 hoặc 1500: hãy nhập một trong hai số này.',
    });
    expect(parseSetting(settingFields.timeLimitMinutes, '1,500')).toEqual({ value: 1.5 });
  });

  it('says that a whole number has neither mark', () => {
    expect(parseSetting(settingFields.epochs, '1,5')).toEqual({
      problem: 'Enter a whole number, 1 to 10,000, without commas or points.',
    });
  });
});
