import { describe, expect, it } from 'vitest';
import type { RunSettingName } from '../../shared/domain/run-settings.ts';
import { describeRange, parseSetting, settingFields } from '../../renderer/setting-field.ts';

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
    expect(settingFields[name].defaultText).toBe(defaultText);
    expect(describeRange(settingFields[name])).toBe(range);
  });

  it('offers the choices where there is a choice', () => {
    expect(settingFields.validationFolder).toMatchObject({
      kind: 'choice',
      choices: ['auto', 'always', 'never'],
      defaultText: 'auto',
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
    ['learningRate', '0,001'],
    ['learningRate', 'NaN'],
    ['learningRate', 'Infinity'],
    ['limit', '7'],
    ['seed', '-1'],
  ])('refuses %s of %j and names the range', (name, text) => {
    const parsed = parseSetting(settingFields[name], text);
    expect(parsed).toHaveProperty('problem', expect.stringContaining(describeRange(settingFields[name])));
  });
});
