import { describe, expect, it } from 'vitest';
import { defaultPatientPatterns } from '../../shared/domain/patient.ts';
import { findPatternProblem, readPatientFrom } from '../../renderer/patient-patterns.ts';

describe('readPatientFrom', () => {
  // The numberings as the publishers of the images describe them.
  it.each([
    ['person12_bacteria_46.jpeg', 'person:12'],
    ['person12_virus_46.jpeg', 'person:12'],
    ['IM-0115-0001.jpeg', 'normal:0115'],
    ['NORMAL2-IM-0115-0001.jpeg', 'normal2:0115'],
    ['holiday.jpeg', null],
  ])('reads %s', (file, patient) => {
    expect(readPatientFrom(defaultPatientPatterns, file)).toBe(patient);
  });

  it('passes over a pattern still being typed', () => {
    const patterns = [
      { name: 'half', expression: '^(?<patient>' },
      { name: 'id', expression: '^(?<patient>[a-z]+)' },
    ];
    expect(readPatientFrom(patterns, 'abc.png')).toBe('id:abc');
  });
});

describe('findPatternProblem', () => {
  it.each([
    ['id', '^(?<patient>\\d+)', null],
    ['', '^(?<patient>\\d+)', /lower-case/],
    ['Has Blanks', '^(?<patient>\\d+)', /lower-case/],
    ['id', '', /500/],
    ['id', '^(?<patient>', /not a regular expression/],
    ['id', '^\\d+', /needs a group/],
    ['id', '\\(?<patient>', /needs a group/],
  ])('of %j with %j', (name, expression, problem) => {
    const found = findPatternProblem([{ name, expression }], 0);
    if (problem === null) expect(found).toBeNull();
    else expect(found).toMatch(problem);
  });

  it('finds a name that stands twice, at the second', () => {
    const twice = [1, 2].map(() => ({ name: 'id', expression: '(?<patient>x)' }));
    expect(findPatternProblem(twice, 0)).toBeNull();
    expect(findPatternProblem(twice, 1)).toMatch(/Another pattern/);
  });
});
