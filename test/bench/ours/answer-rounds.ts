import { createInterface } from 'node:readline';

/** What our programs say to the benchmark: that they are warm, then the figures of each round they are asked for. */
export async function answerRounds(
  runRound: () => number[] | Promise<number[]>,
  facts: Readonly<Record<string, string>>,
): Promise<void> {
  print({ ready: facts });
  for await (const _line of createInterface({ input: process.stdin })) print({ figures: await runRound() });
}

function print(document: object): void {
  process.stdout.write(`${JSON.stringify(document)}\n`);
}
