import { describe, expect, it } from 'vitest';
import { orderClasses } from '../../../main/library/order-classes.ts';

const none = { positiveClass: null, negativeClass: null };

describe('orderClasses', () => {
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
    const ordered = orderClasses(names, none);
    expect(ordered[1]).toBe(positive);
    expect(ordered.toSorted()).toEqual(names.toSorted());
  });

  it('takes of two the finding the user names', () => {
    const wanted = { ...none, positiveClass: 'NORMAL' };
    expect(orderClasses(['NORMAL', 'PNEUMONIA'], wanted)).toEqual(['PNEUMONIA', 'NORMAL']);
  });

  it.each([
    [['virus', 'normal', 'bacteria'], null, ['normal', 'bacteria', 'virus']],
    [['virus', 'bacteria', 'fungus'], null, ['bacteria', 'fungus', 'virus']],
    [['virus', 'normal', 'bacteria'], 'virus', ['virus', 'bacteria', 'normal']],
    [['NORMAL', 'PNEUMONIA'], 'PNEUMONIA', ['PNEUMONIA', 'NORMAL']],
  ])('of %j, with %s wanted as the negative one, gives %j', (names, negativeClass, ordered) => {
    expect(orderClasses(names, { ...none, negativeClass })).toEqual(ordered);
  });

  it.each([
    [['a', 'b'], { positiveClass: 'c' }],
    [['a', 'b', 'c'], { positiveClass: 'a' }],
    [['a', 'b', 'c'], { negativeClass: 'd' }],
    [['a', 'b'], { positiveClass: 'a', negativeClass: 'a' }],
  ])('refuses, of %j, %j', (names, wanted) => {
    expect(() => orderClasses(names, { ...none, ...wanted })).toThrow(
      expect.objectContaining({ code: 'input-invalid' }),
    );
  });
});
