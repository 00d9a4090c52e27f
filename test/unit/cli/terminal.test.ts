import { describe, expect, test } from 'vitest';
import { formatTable } from '../../../main/commands/format-table.ts';
import {
  formatAmount,
  formatBar,
  formatBytes,
  formatDuration,
  formatPercent,
} from '../../../main/commands/format-values.ts';
import { createTerminal } from '../../../main/commands/terminal.ts';
import { cutText, measureText } from '../../../main/commands/text-width.ts';

/** A stream that remembers what was written. */
function createOutput(options: { isTTY: boolean; columns?: number }) {
  let text = '';
  return {
    ...options,
    write(chunk: string, written?: () => void) {
      text += chunk;
      written?.();
      return true;
    },
    get text() {
      return text;
    },
  };
}

function openTerminal({ isJson = false, isTTY = false, columns = 80 } = {}) {
  const out = createOutput({ isTTY });
  const err = createOutput({ isTTY, columns });
  let clock = 0;
  const terminal = createTerminal({ isJson, out, err, now: () => clock });
  return {
    terminal,
    out,
    err,
    wait(milliseconds: number) {
      clock += milliseconds;
    },
  };
}

describe('the terminal', () => {
  test('with --json standard output is one document, whatever else is told', () => {
    const { terminal, out, err } = openTerminal({ isJson: true });
    terminal.note('a note');
    terminal.tell('a step');
    terminal.showProgress('half done');
    terminal.print({ answer: 42 }, () => 'the answer is 42');
    expect(JSON.parse(out.text)).toEqual({ answer: 42 });
    expect(err.text).toBe('a note\na step\nhalf done\n');
  });

  test('an error is a line, and with --json a document too', () => {
    const error = { code: 'run-not-found', message: 'There is no run "x".', details: {} } as const;
    const plain = openTerminal();
    plain.terminal.printError(error);
    expect(plain.out.text).toBe('');
    expect(plain.err.text).toBe('negatoscope: There is no run "x".\n');
    const json = openTerminal({ isJson: true });
    json.terminal.printError(error);
    expect(JSON.parse(json.out.text)).toEqual({ error });
  });

  test('progress is drawn over itself on a terminal, cut to its width, and cleared for what follows', async () => {
    const { terminal, err, wait } = openTerminal({ isTTY: true, columns: 11 });
    terminal.showProgress('one');
    wait(50);
    terminal.showProgress('too soon');
    wait(50);
    terminal.showProgress('two and more');
    terminal.note('done');
    await terminal.flush();
    const clear = '\r\u001B[2K';
    expect(err.text).toBe(`one${clear}two and m…${clear}done\n`);
  });

  test('elsewhere it is a line every ten seconds', () => {
    const { terminal, err, wait } = openTerminal();
    for (let second = 0; second <= 20; second += 1) {
      terminal.showProgress(`${second}`);
      wait(1000);
    }
    expect(err.text).toBe('0\n10\n20\n');
  });

  test('control characters of names are not obeyed', () => {
    const { terminal, out } = openTerminal();
    terminal.print(null, () => 'a\u001B[2Jb\nc\u0007');
    expect(out.text).toBe('a\uFFFD[2Jb\nc\uFFFD\n');
  });
});

describe('widths', () => {
  test.each([
    ['phổi', 4],
    ['pho\u0302\u0309i', 4],
    ['肺炎', 4],
    ['🫁', 2],
    ['👩‍⚕️', 2],
    ['', 0],
  ])('%s takes %i columns', (text, columns) => expect(measureText(text)).toBe(columns));

  test('a text is cut between characters', () => {
    expect(cutText('肺炎 pneumonia', 8)).toBe('肺炎 pn…');
    expect(cutText('short', 5)).toBe('short');
  });

  test('a table lines its columns up', () => {
    const table = formatTable(
      [['NAME'], ['IMAGES', 'right']],
      [
        ['phổi 🫁', '5,216'],
        ['x', '2'],
      ],
    );
    expect(table.split('\n')).toEqual(['NAME     IMAGES', 'phổi 🫁   5,216', 'x             2']);
  });
});

describe('values in words', () => {
  test.each([
    [0.42, '0.4 s'],
    [59.6, '1 min 0 s'],
    [200, '3 min 20 s'],
    [7500, '2 h 5 min'],
  ])('%d seconds', (seconds, words) => expect(formatDuration(seconds)).toBe(words));

  test.each([
    [null, '-'],
    [0, '0.0 %'],
    [0.0004, '< 0.1 %'],
    [0.973, '97.3 %'],
    [0.9999, '> 99.9 %'],
    [1, '100.0 %'],
  ])('a share of %s', (share, words) => expect(formatPercent(share)).toBe(words));

  test('bytes, amounts, bars', () => {
    expect([formatBytes(512), formatBytes(3_805_956), formatBytes(2 ** 40)]).toEqual([
      '512 bytes',
      '3.6 MiB',
      '1.0 TiB',
    ]);
    expect([formatAmount(1, 'image'), formatAmount(5216, 'image')]).toEqual(['1 image', '5,216 images']);
    expect([formatBar(0), formatBar(0.5), formatBar(2)]).toEqual([
      '[....................]',
      '[##########..........]',
      '[####################]',
    ]);
  });
});
