import type { RunSettings } from '../../shared/domain/run-settings.ts';
import type { Message } from '../../shared/ipc/message.ts';
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
  readonly notes: Message[];
}

/**
 * Puts the test folder aside, takes the validation folder or not, and puts aside the images whose patients
 * stand in a folder that is kept apart.
 */
export function setAsideFolders(
  images: readonly SplittableImage[],
  validationFolder: RunSettings['validationFolder'],
): FolderDivision {
  const notes: Message[] = [];
  const test = images.filter(({ givenSplit }) => givenSplit === 'test');
  const outsideTest = withoutPatientsOf(
    images.filter(({ givenSplit }) => givenSplit !== 'test'),
    test,
  );
  if (test.length > 0) {
    notes.push({
      code: 'test-folder-set-aside',
      message: `The test folder was put aside: ${toImages(test.length)}.`,
      details: { images: test.length },
    });
  }
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
  notes: Message[],
): boolean {
  if (given.length === 0) {
    if (validationFolder === 'always') {
      notes.push({
        code: 'validation-folder-missing',
        message: 'There is no validation folder to use; a part of the images was held out instead.',
        details: {},
      });
    }
    return false;
  }
  if (validationFolder === 'never') {
    notes.push({
      code: 'validation-folder-not-wanted',
      message: 'The validation folder was not used, as asked: its images were divided with the others.',
      details: {},
    });
    return false;
  }
  const counts = countByClass(given);
  const smallest = Math.min(...[...countByClass(images).keys()].map((name) => counts.get(name) ?? 0));
  if (validationFolder === 'auto' && smallest < fewestValidationImages) {
    notes.push({
      code: 'validation-folder-not-enough',
      message: `The validation folder was not used: its smallest class has ${toImages(smallest)}, and ${fewestValidationImages} are needed to choose a model by. Its images were divided with the others.`,
      details: { images: smallest, needed: fewestValidationImages },
    });
    return false;
  }
  notes.push({
    code: 'validation-folder-used',
    message: `The validation folder was used: ${toImages(given.length)}.`,
    details: { images: given.length },
  });
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

function noteShared(
  notes: Message[],
  shared: readonly SplittableImage[],
  folder: 'test' | 'validation',
): void {
  if (shared.length === 0) return;
  notes.push({
    code: `patients-of-${folder}-set-aside`,
    message: `${toImages(shared.length)} of patients who also stand in the ${folder} folder ${shared.length === 1 ? 'was' : 'were'} put aside.`,
    details: { images: shared.length },
  });
}

function toImages(count: number): string {
  return toCount(count, 'image', 'images');
}
