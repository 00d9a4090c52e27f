import { describe, expect, it } from 'vitest';
import { mapInOrder } from '../../../main/library/map-in-order.ts';

describe('mapInOrder', () => {
  it('yields in order whatever ends first', async () => {
    const gates = [0, 1, 2].map(() => Promise.withResolvers<undefined>());
    const results: number[] = [];
    const reading = (async () => {
      for await (const value of mapInOrder([0, 1, 2], 3, async (item) => {
        await gates[item]?.promise;
        return item * 10;
      })) {
        results.push(value);
      }
    })();
    for (const gate of gates.toReversed()) gate.resolve(undefined);
    await reading;
    expect(results).toEqual([0, 10, 20]);
  });

  it('has no more under way than it may look ahead', async () => {
    let underWay = 0;
    let most = 0;
    const items = Array.from({ length: 50 }, (_, index) => index);
    for await (const value of mapInOrder(items, 4, async (item) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await Promise.resolve();
      return item;
    })) {
      underWay -= 1;
      expect(value).toBeGreaterThanOrEqual(0);
    }
    expect(most).toBe(4);
  });

  it('throws a failure in its turn and begins nothing more', async () => {
    const begun: number[] = [];
    const results: number[] = [];
    await expect(async () => {
      for await (const value of mapInOrder([0, 1, 2, 3, 4, 5], 2, async (item) => {
        begun.push(item);
        if (item === 2) throw new Error('two');
        return item;
      })) {
        results.push(value);
      }
    }).rejects.toThrow('two');
    expect(results).toEqual([0, 1]);
    expect(begun).not.toContain(5);
  });

  it('waits for what is under way when its caller stops', async () => {
    let ended = 0;
    for await (const _ of mapInOrder([1, 2, 3, 4], 3, async () => {
      await new Promise(setImmediate);
      ended += 1;
    })) {
      break;
    }
    expect(ended).toBe(3);
  });
});
