import { describe, expect, it } from 'vitest';
import { type SplitOptions, splitByPatient } from '../../../main/library/split-by-patient.ts';
import type { SplittableImage } from '../../../main/library/patient-groups.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';

const options: SplitOptions = {
  seed: 7,
  validationFraction: 0.2,
  validationFolder: 'auto',
  limit: null,
  folds: 5,
  fold: 1,
};

/** Patients of a class, each with so many images, as `sizes` counts them in turn. */
function makePatients(
  className: string,
  count: number,
  sizes: readonly number[],
  firstId: number,
): SplittableImage[] {
  let id = firstId;
  return Array.from({ length: count }, (_, patient) => patient).flatMap((patient) =>
    Array.from({ length: sizes[patient % sizes.length] ?? 1 }, () => ({
      id: id++,
      patient: `${className}-${patient}`,
      className,
      givenSplit: null,
    })),
  );
}

function makeImages(): SplittableImage[] {
  return [
    ...makePatients('NORMAL', 25, [1], 1),
    ...makePatients('BACTERIAL', 40, [1, 3, 2], 1000),
    ...makePatients('VIRAL', 12, [2, 1], 2000),
  ];
}

function divide(images: readonly SplittableImage[], changes: Partial<SplitOptions> = {}) {
  const all = { ...options, ...changes };
  return Array.from({ length: all.folds }, (_, place) => splitByPatient(images, { ...all, fold: place + 1 }));
}

function patientsOf(images: readonly SplittableImage[], ids: readonly number[]): string[] {
  const chosen = new Set(ids);
  return [...new Set(images.filter(({ id }) => chosen.has(id)).map(({ patient }) => patient))];
}

function countClass(images: readonly SplittableImage[], ids: readonly number[], className: string): number {
  const chosen = new Set(ids);
  return images.filter((image) => chosen.has(image.id) && image.className === className).length;
}

describe('folds', () => {
  const images = makeImages();
  const folds = divide(images);

  it('validate every patient exactly once, and never on one they were trained on', () => {
    const validated = folds.flatMap(({ val }) => patientsOf(images, val));
    expect(validated).toHaveLength(25 + 40 + 12);
    expect(new Set(validated).size).toBe(25 + 40 + 12);
    for (const { train, val } of folds) {
      const trained = new Set(patientsOf(images, train));
      expect(patientsOf(images, val).filter((patient) => trained.has(patient))).toEqual([]);
      expect([...train, ...val].sort((a, b) => a - b)).toEqual(images.map(({ id }) => id));
    }
  });

  it('hold each class in proportion', () => {
    // 25 patients of one image each in 5 folds: 5 a fold.
    expect(folds.map(({ val }) => countClass(images, val, 'NORMAL'))).toEqual([5, 5, 5, 5, 5]);
    // 14 times 1, 13 times 3 and 13 times 2 images are 79: 15 or 16 a fold.
    for (const { val } of folds) expect([15, 16]).toContain(countClass(images, val, 'BACTERIAL'));
    // 6 times 2 and 6 times 1 images are 18: 3 or 4 a fold.
    for (const { val } of folds) expect([3, 4]).toContain(countClass(images, val, 'VIRAL'));
  });

  it('are the same for a seed whatever the order of images, and others for another seed', () => {
    expect(divide(images.toReversed())).toEqual(folds);
    expect(divide(images, { seed: 8 }).map(({ val }) => val)).not.toEqual(folds.map(({ val }) => val));
  });

  it('of a limit divide the same images', () => {
    const limited = divide(images, { limit: 60 });
    const used = limited.map(({ train, val }) => [...train, ...val].sort((a, b) => a - b));
    expect(new Set(used.map(String)).size).toBe(1);
    expect(used[0]?.length).toBeLessThanOrEqual(60);
    expect(limited.flatMap(({ val }) => val).sort((a, b) => a - b)).toEqual(used[0]);
  });

  it('put the test folder aside and divide a validation folder with the rest', () => {
    const given: SplittableImage[] = images.map((image) => ({
      ...image,
      givenSplit: image.id < 6 ? 'test' : image.id < 11 ? 'val' : 'train',
    }));
    const divided = divide(given, { validationFolder: 'always' });
    for (const { excluded } of divided) expect(excluded).toEqual([1, 2, 3, 4, 5]);
    expect(divided.flatMap(({ val }) => val)).toEqual(expect.arrayContaining([6, 7, 8, 9, 10]));
  });

  it('of a class with fewer patients than folds are refused, saying how many there may be', () => {
    const few = [...images, ...makePatients('RARE', 3, [4], 5000)];
    expect(() => divide(few)).toThrow(
      expect.objectContaining({
        code: 'dataset-class-too-small',
        details: { class: 'RARE', patients: 3, folds: 5 },
      }),
    );
    expect(divide(few, { folds: 3 })).toHaveLength(3);
  });

  it.each([
    [{ folds: 1, fold: 1 }, 'folds'],
    [{ folds: 3, fold: 4 }, 'fold'],
  ])('%j name the setting that is wrong', (changes, setting) => {
    expect(() => splitByPatient(images, { ...options, ...changes })).toThrow(AppError);
    expect(() => splitByPatient(images, { ...options, ...changes })).toThrow(
      expect.objectContaining({ code: 'setting-invalid', details: { setting } }),
    );
  });
});
