import { describe, expect, test } from 'vitest';
import { describeSetting } from '../../../main/services/runs/describe-setting.ts';
import { parseRunSettings } from '../../../main/services/runs/parse-run-settings.ts';
import { presets } from '../../../shared/domain/preset.ts';
import { isAugmenting } from '../../../shared/domain/settings/augmentation-settings.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';

const preset = { imageSize: 96, settings: {} };

function catchError(settings: Record<string, string | number | boolean | null>): AppError {
  try {
    parseRunSettings(settings, preset);
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
    throw thrown;
  }
  throw new Error('nothing was thrown');
}

describe('settings that hold', () => {
  test('nothing given: the defaults, with the size of the preset', () => {
    expect(parseRunSettings({}, preset)).toMatchObject({
      epochs: 10,
      batchSize: 32,
      imageSize: 96,
      learningRate: 0.001,
      seed: 1,
      limit: null,
      validationFraction: 0.2,
      validationFolder: 'auto',
      monitor: 'valRocAuc',
      patience: 5,
    });
  });

  test('numbers come as text or as numbers, "none" is no limit', () => {
    const text = { epochs: '3', learningRate: '1e-4', limit: 'none', imageSize: '64', monitor: 'valLoss' };
    expect(parseRunSettings(text, preset)).toMatchObject({
      epochs: 3,
      learningRate: 0.0001,
      limit: null,
      imageSize: 64,
      monitor: 'valLoss',
    });
    expect(parseRunSettings({ epochs: 3, limit: 64 }, preset)).toMatchObject({ epochs: 3, limit: 64 });
  });
});

describe('the settings of a preset', () => {
  const own = { imageSize: 96, settings: { epochs: 25, monitor: 'valLoss' } };

  test('come before the defaults', () => {
    expect(parseRunSettings({}, own)).toMatchObject({ epochs: 25, monitor: 'valLoss', batchSize: 32 });
  });

  test("come after the user's", () => {
    expect(parseRunSettings({ epochs: '3' }, own)).toMatchObject({ epochs: 3, monitor: 'valLoss' });
  });
});

describe('settings that are refused', () => {
  test.each([
    ['learningRate', '0', 'a number above 0, at most 10'],
    ['learningRate', 'NaN', 'a number above 0, at most 10'],
    ['learningRate', Number.NaN, 'a number above 0, at most 10'],
    ['learningRate', 'Infinity', 'a number above 0, at most 10'],
    ['learningRate', '-0.1', 'a number above 0, at most 10'],
    ['learningRate', '', 'a number above 0, at most 10'],
    ['learningRate', '0x10', 'a number above 0, at most 10'],
    ['batchSize', '1.5', 'a whole number from 1 to 1,024'],
    ['batchSize', true, 'a whole number from 1 to 1,024'],
    ['epochs', 'three', 'a whole number from 1 to 10,000'],
    ['epochs', null, 'a whole number from 1 to 10,000'],
    ['limit', '2', 'a whole number from 8, or none'],
    ['monitor', 'auc', 'one of valRocAuc, valLoss, valAccuracy'],
    ['imageSize', '16', 'a whole number from 32 to 1,024'],
  ])('%s=%s', (setting, value, range) => {
    const error = catchError({ [setting]: value });
    expect(error.code).toBe('setting-invalid');
    expect(error.message).toContain(setting);
    expect(error.message).toContain(range);
    expect(error.message).toContain(String(value));
    expect(error.details).toMatchObject({ setting, value: String(value), range });
  });

  test('an unknown one names the known ones and the nearest', () => {
    const error = catchError({ learningrat: '0.1' });
    expect(error.code).toBe('setting-unknown');
    expect(error.message).toContain('Did you mean learningRate?');
    expect(error.message).toMatch(/Known are .*\bepochs\b.*\bimageSize\b/);
    expect(catchError({ nonsense: '1' }).message).not.toContain('Did you mean');
  });

  test.each(['__proto__', 'constructor', 'toString'])('%s is no setting', (name) => {
    expect(catchError(JSON.parse(`{"${name}": "1"}`) as Record<string, string>).code).toBe('setting-unknown');
  });
});

test('a description gives the default for the help', () => {
  expect(describeSetting('batchSize')).toMatchObject({ default: '32', kind: 'whole-number' });
  expect(describeSetting('limit')).toMatchObject({ default: 'none', isNullable: true });
});

describe('settings that are yes or no', () => {
  test.each([
    ['true', true],
    ['Yes', true],
    [' 1 ', true],
    [true, true],
    ['false', false],
    ['no', false],
    ['0', false],
    [false, false],
  ])('%j is %j', (given, value) => {
    expect(parseRunSettings({ horizontalFlip: given }, preset).horizontalFlip).toBe(value);
  });

  test.each(['on', '', 'none', 2, null])('%j is refused', (given) => {
    expect(catchError({ horizontalFlip: given })).toMatchObject({
      code: 'setting-invalid',
      details: { setting: 'horizontalFlip', range: 'true or false' },
    });
  });
});

describe('the presets', () => {
  test.each(presets)('$name: its settings are settings', (each) => {
    expect(() => parseRunSettings(each.settings, { imageSize: each.imageSize, settings: {} })).not.toThrow();
  });

  test('cnn5 trains on images as they are', () => {
    const settings = parseRunSettings({}, presets.find(({ name }) => name === 'cnn5') ?? preset);
    expect(isAugmenting(settings)).toBe(false);
    expect(settings).toMatchObject({ sampler: 'shuffle', scaling: 'rescale', optimizer: 'adam' });
  });
});
