import { describe, expect, it } from 'vitest';
import { compilePatientPatterns } from '../../../main/library/patient-of-file.ts';
import { defaultPatientPatterns } from '../../../shared/domain/patient.ts';

describe('compilePatientPatterns', () => {
  it.each([
    ['train/PNEUMONIA/person1000_bacteria_2931.jpeg', 'person:1000'],
    ['train/PNEUMONIA/person1000_virus_1681.jpeg', 'person:1000'],
    ['IM-0115-0001.jpeg', 'normal:0115'],
    ['NORMAL/NORMAL2-IM-0115-0001-0002.jpeg', 'normal2:0115'],
    ['person1000.jpeg', 'file:person1000.jpeg'],
    ['IM-0115-0001/scan.png', 'file:IM-0115-0001/scan.png'],
    ['a/bệnh nhân 🫁.png', 'file:a/bệnh nhân 🫁.png'],
  ])('reads the patient of %s', (file, patient) => {
    expect(compilePatientPatterns(defaultPatientPatterns)(file)).toEqual({ key: patient, isSettled: false });
  });

  it('takes the first pattern that matches, and none that matches nothing', () => {
    const read = compilePatientPatterns([
      { name: 'first', expression: String.raw`^(?<patient>[a-z]*)\d` },
      { name: 'second', expression: String.raw`(?<patient>\d+)` },
    ]);
    expect(read('ab12').key).toBe('first:ab');
    expect(read('12').key).toBe('second:12');
  });

  it('settles the patient by a pattern of the user alone, also one that took the name of a built-in one', () => {
    const [person] = defaultPatientPatterns;
    const own = { name: 'person', expression: String.raw`^person(?<patient>\d+)` };
    expect(compilePatientPatterns([own])('person1_x.dcm')).toEqual({ key: 'person:1', isSettled: true });
    expect(compilePatientPatterns(person ? [person] : [])('person1_virus_2.dcm')).toEqual({
      key: 'person:1',
      isSettled: false,
    });
    expect(compilePatientPatterns([own])('scan.dcm').isSettled).toBe(false);
  });

  it.each([
    ['(?<patient>', 'not a regular expression'],
    [String.raw`^person(\d+)`, 'no group named "patient"'],
    [String.raw`(?<Patient>\d+)`, 'no group named "patient"'],
  ])('refuses %s', (expression, problem) => {
    expect(() => compilePatientPatterns([{ name: 'mine', expression }])).toThrow(
      expect.objectContaining({ code: 'pattern-invalid', message: expect.stringContaining(problem) }),
    );
  });
});
