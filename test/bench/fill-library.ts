import { createHash } from 'node:crypto';
import { defaultPatientPatterns } from '../../shared/domain/patient.ts';
import { runSettingsSchema } from '../../shared/domain/run-settings.ts';
import { openDatabase, type Database } from '../../main/db/client.ts';
import { insertDataset, saveClasses } from '../../main/db/datasets.ts';
import { insertEvaluation, type EvaluatedImage } from '../../main/db/evaluations.ts';
import { insertImages, savePatients, type NewImage } from '../../main/db/images.ts';
import { insertPredictions } from '../../main/db/predictions.ts';
import { insertEpoch } from '../../main/db/run-metrics.ts';
import { endRun, insertRun, markRunStarted, setRunBest, setRunEngine } from '../../main/db/runs.ts';
import { insertSplit } from '../../main/db/splits.ts';
import { openHome } from '../../main/home.ts';
import { evaluateProbabilities } from '../../main/trainer/evaluation/evaluate-probabilities.ts';

export interface LibrarySize {
  readonly images: number;
  /** Named `run 0`, `run 1`, and so on. */
  readonly runs: number;
  readonly predictionsARun: number;
  /** Films that the runs were asked about in turns, two a patient; those of every run where left out. */
  readonly predictedFilms?: number;
  /** Images that the first two runs were evaluated on; those of none where left out. */
  readonly evaluatedImages?: number;
}

const epochsARun = 20;
const evaluatedRuns = 2;
const classNames = ['NORMAL', 'PNEUMONIA'];
const owner = 'benchmark';

/** Makes a library with a dataset `large` and runs that have ended, as the services would have stored them. */
export function fillLibrary(home: string, size: LibrarySize): void {
  const database = openDatabase(openHome(home).databasePath);
  try {
    const datasetId = addImages(database, size.images);
    if (size.runs > 0) addRuns(database, datasetId, size);
  } finally {
    database.close();
  }
}

function addImages(database: Database, count: number): number {
  return database.transaction(() => {
    const datasetId = insertDataset(database, {
      name: 'large',
      sourcePath: '/images',
      csvPath: null,
      patientPatterns: [...defaultPatientPatterns],
      classWords: [],
    });
    const images = Array.from({ length: count }, (_, index) => toImage(index));
    insertImages(database, datasetId, images, {
      classIds: saveClasses(database, datasetId, classNames),
      patientIds: savePatients(database, datasetId, new Set(images.map(({ patient }) => patient))),
    });
    return datasetId;
  })();
}

/** Two images a patient, a quarter of them normal, as in Chest X-Ray Images (Pneumonia). */
function toImage(index: number): NewImage {
  const className = Math.floor(index / 2) % 4 === 0 ? 'NORMAL' : 'PNEUMONIA';
  return {
    record: index,
    path: `train/${className}/person${index}.jpeg`,
    className,
    patient: `person ${Math.floor(index / 2)}`,
    givenSplit: 'train',
    isExcluded: false,
    columns: null,
    width: 1000 + (index % 700),
    height: 800 + (index % 500),
    sizeBytes: 90_000 + index,
    contentHash: toContentHash(index),
  };
}

function toContentHash(index: number): string {
  return createHash('sha256').update(String(index)).digest('hex');
}

function addRuns(
  database: Database,
  datasetId: number,
  { runs, predictionsARun, predictedFilms = predictionsARun, evaluatedImages = 0 }: LibrarySize,
): void {
  const settings = runSettingsSchema.parse({});
  const splitId = insertSplit(database, {
    datasetId,
    train: [],
    val: [],
    excluded: [],
    notes: [],
    labels: new Map(),
    seed: 1,
    options: {},
  });
  for (let number = 0; number < runs; number += 1) {
    database.transaction(() => {
      const run = { datasetId, splitId, preset: 'cnn5', settings, network: null, owner } as const;
      const id = insertRun(database, {
        ...run,
        name: `run ${number}`,
        imagesDigest: '0'.repeat(64),
        repeats: null,
        classes: ['NORMAL', 'PNEUMONIA'],
      });
      markRunStarted(database, id);
      setRunEngine(database, id, 'tensorflow-cpu', { tensorflow: '2.21.0' });
      for (let epoch = 1; epoch <= epochsARun; epoch += 1) insertEpoch(database, id, toEpoch(epoch));
      setRunBest(database, id, { bestEpoch: epochsARun, threshold: 0.5 });
      endRun(database, { id, owner }, { status: 'completed', reason: null });
      const films = Array.from(
        { length: predictionsARun },
        (_, place) => (number * predictionsARun + place) % predictedFilms,
      );
      addPredictions(database, id, films);
      if (evaluatedImages > 0 && number < evaluatedRuns) addEvaluation(database, id, evaluatedImages);
    })();
  }
}

function toEpoch(epoch: number): Parameters<typeof insertEpoch>[2] {
  const loss = 1 / epoch;
  const [accuracy, valAccuracy, valRocAuc] = [1 - loss / 2, 0.9, 0.95];
  return {
    epoch,
    loss,
    accuracy,
    valLoss: loss,
    valAccuracy,
    valRocAuc,
    learningRate: 0.001,
    seconds: 30,
    imagesPerSecond: 150,
  };
}

function addPredictions(database: Database, runId: number, films: readonly number[]): void {
  const predictions = films.map((index) => ({
    path: `/images/train/person${index}.jpeg`,
    contentHash: toContentHash(index),
    patient: `person ${Math.floor(index / 2)}`,
    label: Math.floor(index / 2) % 4 === 0 ? 'NORMAL' : 'PNEUMONIA',
    probabilities: [1 - (index % 101) / 100, (index % 101) / 100],
    threshold: 0.5,
    views: 1,
    flags: [],
    studyDate: null,
    upload: null,
  }));
  insertPredictions(database, runId, predictions, null);
}

/** What a run's model said of the first images: surer of them, the later the run. */
function addEvaluation(database: Database, runId: number, count: number): void {
  const images = Array.from({ length: count }, (_, index): EvaluatedImage => {
    const { path, contentHash, className, patient } = toImage(index);
    const towards = className === 'NORMAL' ? 0 : 1;
    const probability = (towards * runId + ((index * 7919) % 1000) / 1000) / (runId + 1);
    return { path, contentHash, className, patient, probabilities: [1 - probability, probability] };
  });
  const metrics = evaluateProbabilities({
    classes: classNames,
    threshold: 0.5,
    labels: images.map(({ className }) => classNames.indexOf(className)),
    probabilities: images.map(({ probabilities }) => probabilities),
    patients: images.map(({ patient }) => patient),
  });
  const facts = { patients: count / 2, views: 1, seenInTraining: 0, rejected: [], warnings: [] };
  insertEvaluation(
    database,
    { ...metrics, ...facts, kind: 'test', run: runId, sourcePath: '/images' },
    images,
  );
}
