import type { Classes } from '../../../shared/domain/classes.ts';
import type { RunImageDifference } from '../../../shared/domain/run-repetition.ts';
import type { RunImage } from '../../db/run-images.ts';

/** The images of a run that are used, by their content, and the names that their labels stand for. */
export interface ComparedImages {
  readonly images: readonly RunImage[];
  readonly classes: Classes;
}

/**
 * What differs between the images that two runs of one dataset used, in order of path: one that only one of them
 * used, one that has another label, and one that lies in another part.
 */
export function compareRunImages(first: ComparedImages, second: ComparedImages): RunImageDifference[] {
  const [before, after] = [first, second].map(toUses);
  if (before === undefined || after === undefined) return [];
  const hashes = new Set([...before.keys(), ...after.keys()]);
  return [...hashes]
    .flatMap((hash) => toDifference(before.get(hash) ?? null, after.get(hash) ?? null))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

interface ImageUse {
  readonly path: string;
  readonly className: string;
  readonly part: string;
}

function toUses({ images, classes }: ComparedImages): Map<string, ImageUse> {
  return new Map(
    images
      .filter(({ part }) => part !== 'excluded')
      .map(({ contentHash, path, label, part }) => [
        contentHash,
        { path, className: classes[label] ?? '', part },
      ]),
  );
}

function toDifference(before: ImageUse | null, after: ImageUse | null): RunImageDifference[] {
  if (before === null)
    return after === null ? [] : [{ kind: 'added', path: after.path, before: null, after: after.part }];
  const { path, className, part } = before;
  if (after === null) return [{ kind: 'left-out', path, before: part, after: null }];
  return [
    ...(className === after.className
      ? []
      : [{ kind: 'relabelled' as const, path, before: className, after: after.className }]),
    ...(part === after.part ? [] : [{ kind: 'moved' as const, path, before: part, after: after.part }]),
  ];
}
