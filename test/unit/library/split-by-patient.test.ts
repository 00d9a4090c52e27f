import { describe, expect, it } from 'vitest';
import { type SplitOptions, splitByPatient } from '../../../main/library/split-by-patient.ts';
import type { SplittableImage } from '../../../main/library/patient-groups.ts';
import type { GivenSplit } from '../../../shared/domain/image.ts';

const defaults: SplitOptions = {
  seed: 1,
  validationFraction: 0.2,
  validationFolder: 'auto',
  limit: null,
  folds: 0,
  fold: 1,
};

/** Patients in words: `{ a: 'NNP' }` is patient a with two NORMAL images and one PNEUMONIA image. */
function makeImages(
  patients: Record<string, string>,
  givenSplit: GivenSplit | null = null,
  firstId = 1,
): SplittableImage[] {
  let id = firstId;
  return Object.entries(patients).flatMap(([patient, classes]) =>
    Array.from(classes, (letter) => ({
      id: id++,
      patient,
      className: { N: 'NORMAL', V: 'VIRUS' }[letter] ?? 'PNEUMONIA',
      givenSplit,
    })),
  );
}

function makePatients(prefix: string, count: number, classes: string): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, classes]));
}

/** Numbers that look random and are the same in every run of the tests (Lehmer's, modulo 2^31 - 1). */
function makeDice(seed: number): (sides: number) => number {
  let state = seed * 48_271 + 11;
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
}

/** A dataset with 4 to 60 patients of each class, of 1 to 6 images each, some with images of both classes. */
function makeRandomImages(seed: number): SplittableImage[] {
  const dice = makeDice(seed);
  const patients: Record<string, string> = {};
  for (const letter of 'NP') {
    for (let patient = 4 + dice(57); patient > 0; patient -= 1) {
      const images = letter.repeat(1 + (dice(3) === 0 ? dice(6) : 0));
      patients[`${letter}${patient}`] = images.length > 2 && dice(8) === 0 ? images + 'NP' : images;
    }
  }
  return makeImages(patients);
}

const patientsOf = (images: readonly SplittableImage[], ids: readonly number[]): Set<string> => {
  const chosen = new Set(ids);
  return new Set(images.filter(({ id }) => chosen.has(id)).map(({ patient }) => patient));
};
const classesOf = (images: readonly SplittableImage[], ids: readonly number[]): Set<string> => {
  const chosen = new Set(ids);
  return new Set(images.filter(({ id }) => chosen.has(id)).map(({ className }) => className));
};
const countOf = (images: readonly SplittableImage[], ids: readonly number[], className: string): number => {
  const chosen = new Set(ids);
  return images.filter((image) => chosen.has(image.id) && image.className === className).length;
};

describe('splitByPatient, on 400 random datasets', () => {
  const cases = Array.from({ length: 400 }, (_, seed) => ({ seed, images: makeRandomImages(seed) }));

  it('puts every image in exactly one part and every patient in one', () => {
    for (const { seed, images } of cases) {
      const { train, val, excluded } = splitByPatient(images, { ...defaults, seed });
      expect([...train, ...val].sort((a, b) => a - b)).toEqual(images.map(({ id }) => id));
      expect(excluded).toEqual([]);
      const trained = patientsOf(images, train);
      expect([...patientsOf(images, val)].filter((patient) => trained.has(patient))).toEqual([]);
    }
  });

  it('puts every class in both parts', () => {
    for (const { seed, images } of cases) {
      const { train, val } = splitByPatient(images, { ...defaults, seed });
      expect(classesOf(images, train).size, `training of ${seed}`).toBe(2);
      expect(classesOf(images, val).size, `validation of ${seed}`).toBe(2);
    }
  });

  it.each([0.1, 0.2, 0.5])('holds out %d of each class to within a patient', (validationFraction) => {
    for (const { seed, images } of cases) {
      const { val } = splitByPatient(images, { ...defaults, seed, validationFraction });
      // largest patient: 8 images; two classes are aimed at apart, and the least is one patient of each
      expect(Math.abs(val.length - validationFraction * images.length)).toBeLessThanOrEqual(8);
    }
  });

  it('repeats itself for a seed, whatever the order of images, and differs for another', () => {
    let different = 0;
    for (const { seed, images } of cases) {
      const first = splitByPatient(images, { ...defaults, seed });
      expect(splitByPatient(images.toReversed(), { ...defaults, seed })).toEqual(first);
      const other = splitByPatient(images, { ...defaults, seed: seed + 1 });
      if (String(other.val) !== String(first.val)) different += 1;
    }
    expect(different).toBeGreaterThan(390);
  });

  it('never takes more than the limit, and keeps patients whole', () => {
    for (const { seed, images } of cases) {
      const limit = 12 + (seed % 30);
      const { train, val, excluded } = splitByPatient(images, { ...defaults, seed, limit });
      expect(train.length + val.length).toBeLessThanOrEqual(limit);
      expect(train.length + val.length + excluded.length).toBe(images.length);
      const parts = [train, val, excluded].map((ids) => patientsOf(images, ids).size);
      expect(parts.reduce((sum, size) => sum + size, 0)).toBe(new Set(images.map((i) => i.patient)).size);
    }
  });
});

describe('splitByPatient', () => {
  it('holds out the exact share where every patient has one image', () => {
    const images = makeImages({ ...makePatients('n', 100, 'N'), ...makePatients('p', 300, 'P') });
    const { train, val } = splitByPatient(images, defaults);
    expect(countOf(images, val, 'NORMAL')).toBe(20);
    expect(countOf(images, val, 'PNEUMONIA')).toBe(60);
    expect(train).toHaveLength(320);
  });

  it('holds out one patient of a class that has two', () => {
    const images = makeImages({ a: 'N', b: 'N', c: 'P', d: 'P' });
    const { train, val } = splitByPatient(images, { ...defaults, validationFraction: 0.05 });
    expect([train.length, val.length]).toEqual([2, 2]);
  });

  it('refuses a class of one patient, naming class and way out', () => {
    const images = makeImages({ a: 'N', ...makePatients('p', 20, 'P') });
    expect(() => splitByPatient(images, defaults)).toThrow(
      expect.objectContaining({
        code: 'dataset-class-too-small',
        message: expect.stringMatching(/NORMAL.*two patients/),
      }),
    );
  });

  it('says of a class that is all kept for testing that it is, also by its patients', () => {
    const pool = makeImages({ ...makePatients('n', 6, 'N'), ...makePatients('q', 6, 'PP') });
    const images = pool.map((image) =>
      image.className === 'PNEUMONIA' && image.id % 2 === 0
        ? { ...image, givenSplit: 'test' as const }
        : image,
    );
    expect(() => splitByPatient(images, defaults)).toThrow(
      expect.objectContaining({
        code: 'dataset-class-too-small',
        message: expect.stringMatching(/All images of PNEUMONIA that count \(12\) are in the test part/),
        details: { class: 'PNEUMONIA', part: 'training', tested: 12 },
      }),
    );
  });

  it('trains on the only patient of a third class, whatever the seed, and says that it is not validated', () => {
    const images = makeImages({
      ...makePatients('n', 6, 'N'),
      ...makePatients('p', 6, 'P'),
      only: 'VV',
      also: 'NPN',
    });
    for (let seed = 1; seed <= 20; seed += 1) {
      const { train, val, notes } = splitByPatient(images, { ...defaults, validationFraction: 0.5, seed });
      expect(countOf(images, train, 'VIRUS')).toBe(2);
      expect(countOf(images, val, 'NORMAL')).toBeGreaterThan(0);
      expect(countOf(images, val, 'PNEUMONIA')).toBeGreaterThan(0);
      expect(notes).toMatchObject([{ code: 'class-not-validated', details: { class: 'VIRUS' } }]);
    }
  });

  it('takes classes in proportion under a limit', () => {
    const images = makeImages({ ...makePatients('n', 100, 'N'), ...makePatients('p', 300, 'P') });
    const { train, val, excluded, notes } = splitByPatient(images, { ...defaults, limit: 40 });
    expect(countOf(images, [...train, ...val], 'NORMAL')).toBe(10);
    expect(countOf(images, [...train, ...val], 'PNEUMONIA')).toBe(30);
    expect(val).toHaveLength(8);
    expect(excluded).toHaveLength(360);
    expect(notes.map(({ message }) => message)).toEqual(['The limit of 40 images leaves 360 out.']);
  });

  it('keeps two images of a rare class under a small limit', () => {
    const images = makeImages({ ...makePatients('n', 10, 'N'), ...makePatients('p', 990, 'P') });
    const { train, val } = splitByPatient(images, { ...defaults, limit: 20 });
    expect(countOf(images, train, 'NORMAL')).toBe(1);
    expect(countOf(images, val, 'NORMAL')).toBe(1);
    expect(train.length + val.length).toBe(20);
  });

  it('takes no limit for a limit that leaves nothing out', () => {
    const images = makeImages({ ...makePatients('n', 10, 'N'), ...makePatients('p', 10, 'P') });
    expect(splitByPatient(images, { ...defaults, limit: 20 })).toEqual(splitByPatient(images, defaults));
  });
});

describe('splitByPatient, with given folders', () => {
  const train = makeImages({ ...makePatients('n', 100, 'N'), ...makePatients('p', 200, 'P') }, 'train');
  const smallVal = makeImages({ ...makePatients('vn', 8, 'N'), ...makePatients('vp', 8, 'P') }, 'val', 1000);
  const bigVal = makeImages({ ...makePatients('vn', 50, 'N'), ...makePatients('vp', 50, 'P') }, 'val', 1000);
  const test = makeImages({ ...makePatients('tn', 5, 'N'), ...makePatients('tp', 5, 'P') }, 'test', 2000);
  const idsOf = (images: readonly SplittableImage[]): number[] => images.map(({ id }) => id);

  it('puts the test folder aside and says so', () => {
    const result = splitByPatient([...train, ...test], defaults);
    expect(result.excluded).toEqual(idsOf(test));
    expect(result.val).toHaveLength(60);
    expect(result.notes).toEqual([
      {
        code: 'test-folder-set-aside',
        message: 'The test folder was put aside: 10 images.',
        details: { images: 10 },
      },
    ]);
  });

  it('divides a validation folder of 16 images with the others and says why', () => {
    const result = splitByPatient([...train, ...smallVal], defaults);
    expect(result.train.length + result.val.length).toBe(316);
    expect(new Set(result.val)).not.toEqual(new Set(idsOf(smallVal)));
    expect(result.notes).toHaveLength(1);
    expect(result.notes[0]?.message).toMatch(/not used.*8 images.*50/);
  });

  it('uses a validation folder of 16 images when asked to', () => {
    const result = splitByPatient([...train, ...smallVal], { ...defaults, validationFolder: 'always' });
    expect(result.val).toEqual(idsOf(smallVal));
    expect(result.train).toEqual(idsOf(train));
  });

  it('uses a validation folder of 50 images a class, unless told never to', () => {
    expect(splitByPatient([...train, ...bigVal], defaults).val).toEqual(idsOf(bigVal));
    const never = splitByPatient([...train, ...bigVal], { ...defaults, validationFolder: 'never' });
    expect(never.val).toHaveLength(80);
    expect(never.notes[0]?.message).toMatch(/not used, as asked/);
  });

  it('does not use a validation folder of 49 images of one class', () => {
    const { notes } = splitByPatient([...train, ...bigVal.slice(1)], defaults);
    expect(notes[0]?.message).toMatch(/not used.*49/);
  });

  it('holds images out where a validation folder is asked for and there is none', () => {
    const { val, notes } = splitByPatient(train, { ...defaults, validationFolder: 'always' });
    expect(val).toHaveLength(60);
    expect(notes[0]?.message).toMatch(/no validation folder/);
  });

  it('puts aside the training images of patients who stand in the test folder or a used validation folder', () => {
    const shared = [
      ...makeImages({ tn0: 'NN' }, 'train', 3000),
      ...makeImages({ vp3: 'P' }, 'train', 3002),
      ...makeImages({ tp1: 'P' }, 'val', 3003),
    ];
    const result = splitByPatient([...train, ...bigVal, ...test, ...shared], defaults);
    expect(result.train).toEqual(idsOf(train));
    expect(result.val).toEqual(idsOf(bigVal));
    expect(result.excluded).toEqual([...idsOf(test), 3000, 3001, 3002, 3003]);
    expect(result.notes.map(({ message }) => message)).toEqual([
      'The test folder was put aside: 10 images.',
      '3 images of patients who also stand in the test folder were put aside.',
      'The validation folder was used: 100 images.',
      '1 image of patients who also stand in the validation folder was put aside.',
    ]);
  });

  it('shares a limit between training and a used validation folder', () => {
    const { train: limited, val } = splitByPatient([...train, ...bigVal], { ...defaults, limit: 40 });
    expect([limited.length, val.length]).toEqual([30, 10]);
  });
});
