import { describe, expect, it } from 'vitest';
import { parseLaunchOptions } from '../../../main/launch-options.ts';

describe('parseLaunchOptions', () => {
  it('leaves the choice to the app where nothing is said', () => {
    expect(parseLaunchOptions(['.'], '/srv')).toEqual({ home: null, engine: 'auto' });
  });

  it.each([
    [['.', '--home', 'library', '--engine', 'wasm']],
    [['--engine=wasm', '--home=/srv/library', '.']],
    [
      [
        '--inspect=0',
        '--remote-debugging-port=0',
        '.',
        '--home=library',
        '--engine=wasm',
        '--no-sandbox',
        'x.jpeg',
      ],
    ],
  ])('finds its two options among %j', (args) => {
    expect(parseLaunchOptions(args, '/srv')).toEqual({ home: '/srv/library', engine: 'wasm' });
  });

  it.each([[['--engine=abacus']], [['--engine']], [['--home=']], [['--home']]])('refuses %j', (args) => {
    expect(() => parseLaunchOptions(args, '/srv')).toThrow(expect.objectContaining({ code: 'usage-wrong' }));
  });
});
