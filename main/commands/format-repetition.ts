import type { RunImageDifference, RunRepetition } from '../../shared/domain/run-repetition.ts';
import { formatFacts } from './format-table.ts';
import { formatAmount, formatCount } from './format-values.ts';

/** Most differences that are named one by one; `--json` names more. */
const mostListed = 20;

/** How a repeated run compares with its original: the data, the engine, the weights. */
export function formatRepetition(repetition: RunRepetition): string {
  const { original, hasSameImages, differences, differenceCount, hasSameEngine, hasSameWeights } = repetition;
  const more = differenceCount - mostListed;
  const facts = formatFacts([
    ['repeats', `${original.name} (id ${original.run})`],
    ['data', hasSameImages ? 'the same images, labels and parts' : describeCount(differenceCount)],
    [
      'engine',
      hasSameEngine === null ? 'not known' : hasSameEngine ? 'the same' : 'another, or other versions',
    ],
    ['weights', hasSameWeights === null ? 'none to compare' : describeWeights(repetition)],
  ]);
  return [
    facts,
    ...differences.slice(0, mostListed).map((difference) => `  ${formatDifference(difference)}`),
    ...(more > 0 ? [`  and ${formatCount(more)} more`] : []),
  ].join('\n');
}

function describeCount(differences: number): string {
  return differences === 0 ? 'the same images in another order' : formatAmount(differences, 'difference');
}

function describeWeights({ hasSameImages, hasSameEngine, hasSameWeights }: RunRepetition): string {
  if (hasSameWeights === true) return 'the same, to the last bit';
  if (!hasSameImages || hasSameEngine === false) return 'others, as is to be expected';
  return 'others; an engine on a graphics card may add in another order, one on the processor should not';
}

function formatDifference({ kind, path, before, after }: RunImageDifference): string {
  switch (kind) {
    case 'relabelled':
      return `${path}: was ${before ?? ''}, is ${after ?? ''}`;
    case 'moved':
      return `${path}: was in ${before ?? ''}, is in ${after ?? ''}`;
    case 'left-out':
      return `${path}: was in ${before ?? ''}, is left out`;
    case 'added':
      return `${path}: was not used, is in ${after ?? ''}`;
  }
}
