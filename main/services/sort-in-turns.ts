import { setImmediate as giveWay } from 'node:timers/promises';

/** Items that are sorted before others are answered. */
const itemsATurn = 2000;

/** Sorts as `toSorted` does, with others answered meanwhile: by language, many thousand names take a while. */
export async function sortInTurns<Item>(
  items: readonly Item[],
  compare: (first: Item, second: Item) => number,
): Promise<Item[]> {
  let sorted: Item[][] = [];
  for (let from = 0; from < items.length; from += itemsATurn) {
    sorted.push(items.slice(from, from + itemsATurn).sort(compare));
    await giveWay();
  }
  while (sorted.length > 1) {
    const merged: Item[][] = [];
    for (let place = 0; place < sorted.length; place += 2) {
      merged.push(await merge(sorted[place] ?? [], sorted[place + 1] ?? [], compare));
    }
    sorted = merged;
  }
  return sorted[0] ?? [];
}

async function merge<Item>(
  first: readonly Item[],
  second: readonly Item[],
  compare: (first: Item, second: Item) => number,
): Promise<Item[]> {
  const merged: Item[] = [];
  let [fromFirst, fromSecond] = [0, 0];
  for (let done = 1; ; done += 1) {
    const [left, right] = [first[fromFirst], second[fromSecond]];
    if (left === undefined) return [...merged, ...second.slice(fromSecond)];
    if (right === undefined) return [...merged, ...first.slice(fromFirst)];
    // Of equal ones the first stays first.
    if (compare(left, right) <= 0) {
      merged.push(left);
      fromFirst += 1;
    } else {
      merged.push(right);
      fromSecond += 1;
    }
    if (done % itemsATurn === 0) await giveWay();
  }
}
