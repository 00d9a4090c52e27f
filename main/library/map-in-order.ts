/**
 * Applies an asynchronous function to items, several at a time, and yields what comes of each in the order
 * of the items. At most `lookAhead` results are under way or wait to be taken, so memory stays bounded
 * however many items there are.
 *
 * When the caller stops early or a call fails, no more calls are begun, and those under way are waited for.
 */
export async function* mapInOrder<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  lookAhead: number,
  transform: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = [];
  try {
    for await (const item of items) {
      const result = transform(item);
      // a failure is met when its turn comes, not before
      result.catch(() => {});
      underWay.push(result);
      if (underWay.length < lookAhead) continue;
      const first = underWay.shift();
      if (first !== undefined) yield await first;
    }
    for (let first = underWay.shift(); first !== undefined; first = underWay.shift()) yield await first;
  } finally {
    await Promise.allSettled(underWay);
  }
}
