import type { GivenSplit } from '../../shared/domain/image.ts';

/** An image as dividing a dataset sees it. */
export interface SplittableImage {
  readonly id: number;
  readonly patient: string;
  readonly className: string;
  /** The folder it came in; null where the dataset came undivided. */
  readonly givenSplit: GivenSplit | null;
}

/** A patient with all the images that stay together. */
export interface PatientGroup {
  readonly patient: string;
  readonly images: readonly SplittableImage[];
  readonly classes: ReadonlySet<string>;
  /** The class that the patient counts as: the one of most of its images, the rarer one where two tie. */
  readonly stratum: string;
}

/** Images a class, the classes in alphabetical order. */
export function countByClass(images: readonly SplittableImage[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { className } of images) counts.set(className, (counts.get(className) ?? 0) + 1);
  return new Map([...counts].sort(([first], [second]) => compareText(first, second)));
}

/** Groups images by patient, in the order of the patients' keys: the order images come in doesn't matter. */
export function groupByPatient(images: readonly SplittableImage[]): PatientGroup[] {
  const totals = countByClass(images);
  const byPatient = Map.groupBy(images, (image) => image.patient);
  return [...byPatient]
    .map(([patient, own]) => ({
      patient,
      images: own,
      classes: new Set(own.map((image) => image.className)),
      stratum: findStratum(own, totals),
    }))
    .sort((first, second) => compareText(first.patient, second.patient));
}

/** Images of all groups. */
export function countImages(groups: Iterable<PatientGroup>): number {
  let count = 0;
  for (const { images } of groups) count += images.length;
  return count;
}

/** Orders text by its code units, alike on every machine. */
function compareText(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}

function findStratum(images: readonly SplittableImage[], totals: ReadonlyMap<string, number>): string {
  const [[className] = ['']] = [...countByClass(images)].sort(
    ([first, firstCount], [second, secondCount]) =>
      secondCount - firstCount || (totals.get(first) ?? 0) - (totals.get(second) ?? 0),
  );
  return className;
}
