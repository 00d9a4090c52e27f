import { InvalidArgumentError, Option } from 'commander';
import { askIfMeant } from '../nearest-word.ts';

/** An option that takes one of several words, and asks of another whether the nearest of them was meant. */
export function createChoiceOption(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, description).choices(choices).argParser((word) => {
    if (choices.includes(word)) return word;
    throw new InvalidArgumentError(`It may be ${choices.join(', ')}.${askIfMeant(word, choices)}`);
  });
}
