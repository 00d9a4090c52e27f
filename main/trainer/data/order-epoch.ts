import { createRandom, deriveSeed, drawBelow, shuffle } from '../../../shared/domain/seeded-random.ts';
import type { DataSettings } from '../../../shared/domain/settings/data-settings.ts';

/**
 * The places of an epoch's images among the training images, in the order in which they are seen; a function
 * of seed and epoch, so that a resumed run needs no generator's state.
 *
 * @param labels of the training images, by place
 */
export function orderEpoch(
  labels: readonly number[],
  { sampler, seed }: Pick<DataSettings, 'sampler'> & { readonly seed: number },
  epoch: number,
): number[] {
  const random = createRandom(deriveSeed(seed, sampler === 'shuffle' ? 'shuffle' : 'sample', epoch));
  if (sampler === 'shuffle') return shuffle([...labels.keys()], random);
  // As many draws as there are images, each of a class first and then of one of its images: what PyTorch's
  // WeightedRandomSampler draws with weights of 1 / images of the class.
  const classes = groupByLabel(labels);
  return labels.map(() => {
    const places = classes[drawBelow(random, classes.length)] ?? [];
    return places[drawBelow(random, places.length)] ?? 0;
  });
}

function groupByLabel(labels: readonly number[]): number[][] {
  const groups = new Map<number, number[]>();
  labels.forEach((label, place) => {
    const group = groups.get(label) ?? [];
    group.push(place);
    groups.set(label, group);
  });
  return [...groups.entries()].sort(([first], [second]) => first - second).map(([, places]) => places);
}
