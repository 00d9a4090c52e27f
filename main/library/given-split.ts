import type { GivenSplit } from '../../shared/domain/image.ts';

const splitNames: ReadonlyMap<string, GivenSplit> = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['val', 'val'],
  ['valid', 'val'],
  ['validation', 'val'],
  ['test', 'test'],
  ['testing', 'test'],
]);

/** The split that a folder's name or a CSV's value means, in any case of letters; null for any other. */
export function toGivenSplit(name: string): GivenSplit | null {
  return splitNames.get(name.trim().toLowerCase()) ?? null;
}
