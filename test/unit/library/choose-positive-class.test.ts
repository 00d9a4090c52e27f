import { describe, expect, it } from 'vitest';
import { choosePositiveClass } from '../../../main/library/choose-positive-class.ts';

describe('choosePositiveClass', () => {
  it.each([
    [['NORMAL', 'PNEUMONIA'], 'PNEUMONIA'],
    [['Tuberculosis', 'Normal'], 'Tuberculosis'],
    [['No Finding', 'Effusion'], 'Effusion'],
    [['covid', 'healthy'], 'covid'],
    [['0', '1'], '1'],
    [['non-pneumonia', 'pneumonia'], 'pneumonia'],
    [['bacteria', 'virus'], 'virus'],
    [['negative', 'normal'], 'normal'],
  ])('calls of %j the finding %s', (names, positive) => {
    const chosen = choosePositiveClass(names, null);
    expect(chosen.positiveClass).toBe(positive);
    expect(chosen.names[1]).toBe(positive);
    expect(chosen.names.toSorted()).toEqual(names.toSorted());
  });

  it('takes the class the user names', () => {
    expect(choosePositiveClass(['NORMAL', 'PNEUMONIA'], 'NORMAL')).toEqual({
      names: ['PNEUMONIA', 'NORMAL'],
      positiveClass: 'NORMAL',
    });
  });

  it('has no positive class among three, in alphabetical order', () => {
    expect(choosePositiveClass(['virus', 'normal', 'bacteria'], null)).toEqual({
      names: ['bacteria', 'normal', 'virus'],
      positiveClass: null,
    });
  });

  it.each([
    [['a', 'b'], 'c'],
    [['a', 'b', 'c'], 'a'],
  ])('refuses, of %j, %s', (names, wanted) => {
    expect(() => choosePositiveClass(names, wanted)).toThrow(
      expect.objectContaining({ code: 'input-invalid' }),
    );
  });
});
