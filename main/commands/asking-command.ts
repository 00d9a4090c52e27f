import { Command, type ErrorOptions } from 'commander';
import { findNearestWord } from '../nearest-word.ts';

/**
 * A command that first tells of a misspelt option where one that it needs seems to be missing: of `train --datset x`,
 * Commander itself would say no more than that `--dataset` was not given.
 */
export class AskingCommand extends Command {
  override createCommand(name?: string): AskingCommand {
    return new AskingCommand(name);
  }

  override error(message: string, options?: ErrorOptions): never {
    const misspelt =
      options?.code === 'commander.missingMandatoryOptionValue' ? this.#findMisspelt() : undefined;
    return super.error(misspelt ?? message, options);
  }

  #findMisspelt(): string | undefined {
    const known = this.options.flatMap(({ long }) => long ?? []);
    for (const argument of this.args.filter((each) => each.startsWith('--'))) {
      const [word = ''] = argument.split('=');
      const nearest = findNearestWord(word, known);
      if (nearest !== null && nearest !== word)
        return `error: unknown option '${word}'\n(Did you mean ${nearest}?)`;
    }
    return undefined;
  }
}
