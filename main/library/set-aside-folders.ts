import type { RunSettings } from '../../shared/domain/run-settings.ts';
import { toCount } from './count-words.ts';
import { type SplittableImage, countByClass } from './patient-groups.ts';

/**
 * Fewest images of each class for a validation folder to choose a model by. The official validation folder
 * of Chest X-Ray Images (Pneumonia) has 8 of each, one of which moves accuracy by 6 points.
 */
export const fewestValidationImages = 50;

/** A dataset after its given folders were looked at. `validation` is empty where none is used. */
export interface FolderDivision {
  readonly pool: SplittableImage[];
  readonly validation: SplittableImage[];
  readonly excluded: SplittableImage[];
  readonly notes: string[];
}

/**
 * Puts the test folder aside, takes the validation folder or not, and puts aside the images whose patients
 * stand in a folder that is kept apart.
 */
export function setAsideFolders(
  images: readonly SplittableImage[],
  validationFolder: RunSettings['validationFolder'],
): FolderDivision {
  const notes: string[] = [];
  const test = images.filter(({ givenSplit }) => givenSplit === 'test');
  const outsideTest = withoutPatientsOf(
    images.filter(({ givenSplit }) => givenSplit !== 'test'),
    test,
  );
  if (test.length > 0) notes.push(`The test folder was put aside: ${toImages(test.length)}.`);
  noteShared(notes, outsideTest.shared, 'test');

  const given = outsideTest.rest.filter(({ givenSplit }) => givenSplit === 'val');
  const isUsed = decideOnValidation(images, given, validationFolder, notes);
  if (!isUsed) {
    return { pool: outsideTest.rest, validation: [], excluded: [...test, ...outsideTest.shared], notes };
  }
  const outsideValidation = withoutPatientsOf(
    outsideTest.rest.filter(({ givenSplit }) => givenSplit !== 'val'),
    given,
  );
  noteShared(notes, outsideValidation.shared, 'validation');
  return {
    pool: outsideValidation.rest,
    validation: given,
    excluded: [...test, ...outsideTest.shared, ...outsideValidation.shared],
    notes,
  };
}

function decideOnValidation(
  images: readonly SplittableImage[],
  given: readonly SplittableImage[],
  validationFolder: RunSettings['validationFolder'],
  notes: string[],
): boolean {
  if (given.length === 0) {
    if (validationFolder === 'always') {
      notes.push('There is no validation folder to use; a part of the images was held out instead.');
    }
    return false;
  }
  if (validationFolder === 'never') {
    notes.push('The validation folder was not used, as asked: its images were divided with the others.');
    return false;
  }
  const counts = countByClass(given);
  const smallest = Math.min(...[...countByClass(images).keys()].map((name) => counts.get(name) ?? 0));
  if (validationFolder === 'auto' && smallest < fewestValidationImages) {
    notes.push(
      `The validation folder was not used: its smallest class has ${toImages(smallest)}, and ${fewestValidationImages} are needed to choose a model by. Its images were divided with the others.`,
    );
    return false;
  }
  notes.push(`The validation folder was used: ${toImages(given.length)}.`);
  return true;
}

function withoutPatientsOf(
  images: readonly SplittableImage[],
  apart: readonly SplittableImage[],
): { rest: SplittableImage[]; shared: SplittableImage[] } {
  const patients = new Set(apart.map(({ patient }) => patient));
  return {
    rest: images.filter(({ patient }) => !patients.has(patient)),
    shared: images.filter(({ patient }) => patients.has(patient)),
  };
}

function noteShared(notes: string[], shared: readonly SplittableImage[], folder: string): void {
  if (shared.length === 0) return;
  notes.push(
    `${toImages(shared.length)} of patients who also stand in the ${folder} folder ${shared.length === 1 ? 'was' : 'were'} put aside.`,
  );
}

function toImages(count: number): string {
  return toCount(count, 'image', 'images');
}
