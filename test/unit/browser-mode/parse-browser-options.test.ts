import { describe, expect, test } from 'vitest';
import { parseBrowserOptions } from '../../../main/browser-mode/parse-browser-options.ts';

describe('the words that browser mode takes', () => {
  test('none: any port, every engine, the browser is opened', () => {
    expect(parseBrowserOptions([])).toEqual({ home: null, engine: 'auto', port: 0, opensBrowser: true });
  });

  test('all of them', () => {
    const words = ['--home', '/data', '--engine=wasm', '--port', '8080', '--no-open'];
    expect(parseBrowserOptions(words)).toEqual({
      home: '/data',
      engine: 'wasm',
      port: 8080,
      opensBrowser: false,
    });
  });

  test.each([
    [['--port', '70000'], '70000'],
    [['--port', 'http'], 'http'],
    [['--engine', 'tpu'], 'tpu'],
    [['--hosst', 'x'], '--hosst'],
    [['stray'], 'stray'],
    [['--prot', '8080'], 'There is no option --prot. Did you mean --port?'],
    [['--no-opne'], 'Did you mean --no-open?'],
    [['--engine', 'wams'], 'Did you mean wasm?'],
  ])('%s is refused, naming what is wrong', (words, wrong) => {
    expect(() => parseBrowserOptions(words)).toThrow(wrong);
  });
});
