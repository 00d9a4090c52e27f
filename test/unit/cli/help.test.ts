import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { createProgram } from '../../../main/commands/create-program.ts';

/** Commands that do something themselves, with the words that lead to each. */
function listCommands(command: Command, words: readonly string[] = []): [string, Command][] {
  if (command.commands.length === 0) return [[words.join(' '), command]];
  return command.commands.flatMap((each) => listCommands(each, [...words, each.name()]));
}

function readHelp(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  return help;
}

/** The words of a shell's line, which may be in single quotes. */
function splitWords(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
}

const commands = listCommands(createProgram(() => Promise.resolve()));

test.each(commands)('the help of "%s" ends with an example of it', (words, command) => {
  const examples = readHelp(command).split(/\nExamples?:\n/)[1] ?? '';
  expect(examples).toMatch(new RegExp(`^  negatoscope (--engine \\w+ )?${words}( |$)`, 'm'));
});

test.each(commands)('the examples of "%s" are lines that can be given', async (_words, command) => {
  const [, examples = ''] = readHelp(command).split(/\nExamples?:\n/);
  for (const line of examples.trim().split('\n')) {
    const [name, ...words] = splitWords(line.trim());
    expect(name).toBe('negatoscope');
    let begun = 0;
    const program = createProgram(() => {
      begun += 1;
      return Promise.resolve();
    });
    await program.parseAsync(words, { from: 'user' });
    expect(begun, line).toBe(1);
  }
});
