import { describe, expect, it } from 'vitest';
import { explainCrash, type Crash } from '../../../main/trainer-host/explain-crash.ts';
import { parseOutOfMemoryKills } from '../../../main/trainer-host/out-of-memory-kills.ts';

const gibibyte = 2 ** 30;

function crash(facts: Partial<Crash>): Crash {
  return {
    exitCode: null,
    signal: null,
    lastLines: [],
    memoryBytes: null,
    totalMemoryBytes: 16 * gibibyte,
    outOfMemoryKills: 0,
    ...facts,
  };
}

describe('explainCrash', () => {
  it.each([
    ['an exit code', { exitCode: 3 }, 'exit code 3'],
    ['an uncalled-for end', { exitCode: 0 }, 'left without being asked to'],
    ['a segmentation fault', { signal: 'SIGSEGV' }, 'SIGSEGV'],
    ['a signal without a word of its own', { signal: 'SIGUSR1' }, 'signal SIGUSR1'],
    [
      'a kill of a small process',
      { signal: 'SIGKILL', memoryBytes: gibibyte },
      'killed by the system or by another',
    ],
    ['a large process that faults', { signal: 'SIGSEGV', memoryBytes: 15 * gibibyte }, 'SIGSEGV'],
  ] as const)('calls %s a crash', (_, facts, words) => {
    const error = explainCrash(crash(facts));
    expect(error.code).toBe('trainer-crashed');
    expect(error.message).toContain(words);
  });

  it.each([
    ['the kernel counted a kill', { signal: 'SIGKILL', outOfMemoryKills: 1 }],
    ['a large process was killed', { signal: 'SIGKILL', memoryBytes: 15 * gibibyte, outOfMemoryKills: null }],
    ['C++ could not allocate', { signal: 'SIGABRT', lastLines: ["instance of 'std::bad_alloc'"] }],
    [
      'V8 could not allocate',
      { exitCode: 134, lastLines: ['Ineffective mark-compacts: JavaScript heap out of memory'] },
    ],
    ['Windows could not allocate', { exitCode: 0xc0000017 }],
  ] as const)('sees a lack of memory where %s', (_, facts) => {
    expect(explainCrash(crash(facts)).code).toBe('trainer-out-of-memory');
  });

  it('tells the facts to programs and the way out to people', () => {
    const error = explainCrash(crash({ signal: 'SIGKILL', memoryBytes: 15 * gibibyte }));
    expect(error.details).toEqual({ signal: 'SIGKILL', memoryBytes: 15 * gibibyte });
    expect(error.message).toContain('batchSize');
  });
});

describe('parseOutOfMemoryKills', () => {
  it('reads the counter among others', () => {
    expect(parseOutOfMemoryKills('nr_free_pages 100\noom_kill 4\nnuma_hit 7\n')).toBe(4);
  });

  it('is null where the kernel counts none', () => {
    expect(parseOutOfMemoryKills('nr_free_pages 100\n')).toBeNull();
  });
});
