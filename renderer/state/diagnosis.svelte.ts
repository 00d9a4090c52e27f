import type {
  BatchEnd,
  BatchProgress,
  Prediction,
  Predictions,
  Review,
  StoredPrediction,
  UnfinishedBatch,
} from '../../shared/domain/prediction.ts';
import { AppError, toAppError, type AppErrorPayload } from '../../shared/ipc/app-error.ts';
import { toPicturePath } from '../../shared/ipc/contract.ts';
import { api, type Api } from '../api.ts';
import { cutIntoRequests } from '../cut-into-requests.ts';
import { readAsBase64 } from '../read-as-base64.ts';
import { formatBytes } from '../text/format-number.ts';

/** Decoded bytes that one uploaded file may have. */
const largestFileBytes = 64 * 1024 * 1024;
/** Earlier results added at a time. */
const mostEarlier = 200;
/** Results made elsewhere that are added at a time. */
const mostElsewhere = 1000;
/** Files of this computer named in one request. */
const mostPathsInRequest = 16;

/** One image given to a model, and what became of it. */
export interface DiagnosedImage {
  readonly id: number;
  readonly name: string;
  /** The file that was dropped or chosen; null for one that the app finds by its path. */
  readonly file: File | null;
  /** An object URL of a file that the window may show itself. */
  readonly fileAddress: string | null;
  readonly status: 'waiting' | 'done' | 'failed';
  readonly prediction: Prediction | null;
  readonly error: AppErrorPayload | null;
  /** Whether it was predicted before, and comes from the library. */
  readonly isEarlier: boolean;
  /** What a reader says of it; null where nothing yet. */
  readonly review: Review | null;
}

/** A folder being predicted. */
export interface OpenBatch {
  readonly batch: string;
  readonly folder: string;
  readonly done: number;
  readonly total: number;
}

/** Where a small picture of an image is; null while there is none, and for a file that is no image. */
export function toSmallPicture({ prediction, fileAddress }: DiagnosedImage): string | null {
  if (prediction?.error != null) return null;
  const id = prediction?.prediction ?? null;
  return id === null ? fileAddress : toPicturePath('predictions', id, 'small');
}

/** Images given to a model, with its word on each and the reader's. */
export class Diagnosis {
  readonly #api: Api;
  #run = $state<number | null>(null);
  #views = $state(1);
  #images = $state.raw<readonly DiagnosedImage[]>([]);
  #positiveClass = $state<string | null>(null);
  #isPredicting = $state(false);
  #batch = $state.raw<OpenBatch | null>(null);
  #batchEnd = $state.raw<BatchEnd | null>(null);
  #unfinished = $state.raw<readonly UnfinishedBatch[]>([]);
  #hasEarlier = $state(true);
  #nextId = 0;
  /** The first of those that were added last, to others that were here before; null where there were none. */
  #newFrom = $state<number | null>(null);
  #arrival = $state<number | null>(null);
  /** The folder that was cleared away last, whose last results may still come. */
  #cleared: string | null = null;
  /** Whether the folder in work has not told of its first images yet. */
  #isBatchNew = false;
  /** The newest of each lot of results that the model gave elsewhere and that nobody asked to see here. */
  #elsewhere = $state.raw<readonly number[]>([]);
  /** The newest of each lot that was asked for here: an event may tell of it before its answer, and again later. */
  readonly #ownNewest = new Set<number>();
  /** Changes with the model: answers of the one before are dropped. */
  #turn = 0;

  constructor(client: Api) {
    this.#api = client;
    client.onEvent('prediction:made', ({ run, newest }) => {
      if (run === this.#run && !this.#ownNewest.has(newest)) this.#elsewhere = [...this.#elsewhere, newest];
    });
    client.onEvent('prediction:progressed', (progress) => this.#takeBatch(progress));
    client.onEvent('prediction:batch-ended', (end) => {
      if (end.batch !== this.#batch?.batch) return;
      this.#batch = null;
      this.#batchEnd = end;
      if (end.outcome === 'failed') void this.refreshUnfinished();
    });
    client.onEvent('prediction:reviewed', ({ prediction, review }) => this.#takeReview(prediction, review));
    client.onEvent('prediction:patient-set', ({ prediction, patient }) =>
      this.#takePatient(prediction, patient),
    );
    // A batch may have ended while nobody heard it.
    client.onReconnected(() => (this.#batch = null));
  }

  get run(): number | null {
    return this.#run;
  }

  /** Of each image, for test-time augmentation; 1 is none but the image itself. */
  get views(): number {
    return this.#views;
  }

  get images(): readonly DiagnosedImage[] {
    return this.#images;
  }

  /** The class whose probability is shown; null before the first answer. */
  get positiveClass(): string | null {
    return this.#positiveClass;
  }

  /** What the model tells apart, the negative class first; empty before the first answer. */
  get classes(): readonly string[] {
    const told = this.#images.find(({ prediction }) => prediction?.probabilities != null);
    return Object.keys(told?.prediction?.probabilities ?? {});
  }

  get isPredicting(): boolean {
    return this.#isPredicting;
  }

  /** The folder in work; null while there is none. */
  get batch(): OpenBatch | null {
    return this.#batch;
  }

  /** How the last folder ended; null once another begins. */
  get batchEnd(): BatchEnd | null {
    return this.#batchEnd;
  }

  /** An image below others that it was added to, which nobody was taken to yet. */
  get arrival(): number | null {
    return this.#arrival;
  }

  /** Once the reader was taken there. */
  forgetArrival(): void {
    this.#arrival = null;
  }

  /** Whether an image is of those that were predicted last, where others were here before. */
  isNew({ id, isEarlier }: DiagnosedImage): boolean {
    return this.#newFrom !== null && id >= this.#newFrom && !isEarlier;
  }

  get waiting(): number {
    return this.#images.filter(({ status }) => status === 'waiting').length;
  }

  /** Chooses the model; images already here are predicted again with it. */
  choose(run: number | null): void {
    if (run === this.#run) return;
    this.#run = run;
    this.#positiveClass = null;
    this.#hasEarlier = true;
    this.#elsewhere = [];
    void this.cancelBatch();
    this.#drop(({ isEarlier }) => isEarlier);
    this.#restart(() => true);
  }

  /** Chooses how many views the model is shown of each image; images already here are predicted again. */
  chooseViews(views: number): void {
    if (views === this.#views) return;
    this.#views = views;
    void this.cancelBatch();
    this.#restart(({ isEarlier }) => !isEarlier);
  }

  /** Adds images, newest last, and asks the model about them. */
  add(files: Iterable<File>): void {
    this.#begin([...files].map((file) => this.#toImage(file)));
    void this.#predict();
  }

  /** Adds files of this computer by their paths, and asks the model about them. */
  addPaths(paths: readonly string[]): void {
    this.#begin(paths.map((path) => this.#makeImage(path, {})));
    void this.#predict();
  }

  /** Predicts every file of a folder of this computer. @throws AppError path-not-found, dataset-empty, ... */
  async addFolder(folder: string): Promise<void> {
    if (this.#run === null || this.#batch !== null) return;
    const { batch, total } = await this.#api.call('predictions:start-batch', {
      run: this.#run,
      path: folder,
      views: this.#views,
    });
    this.#batch = { batch, folder, done: 0, total };
    this.#batchEnd = null;
    this.#isBatchNew = true;
  }

  /** Folders that were not predicted to their last file, and can be gone on with. */
  get unfinished(): readonly UnfinishedBatch[] {
    return this.#unfinished;
  }

  async refreshUnfinished(): Promise<void> {
    this.#unfinished = await this.#api.call('predictions:list-unfinished', {});
  }

  /** Goes on with a folder, with the model and the views it was begun with. @throws AppError path-not-found, ... */
  async resumeBatch({ batch, run, views, folder, done, total }: UnfinishedBatch): Promise<void> {
    if (this.#batch !== null) return;
    this.choose(run);
    this.chooseViews(views);
    // Known before its first results come.
    this.#batch = { batch, folder, done, total };
    this.#batchEnd = null;
    this.#isBatchNew = true;
    try {
      await this.#api.call('predictions:resume-batch', { batch });
    } catch (thrown) {
      this.#batch = null;
      throw thrown;
    } finally {
      await this.refreshUnfinished();
    }
  }

  /** Throws away what is left to do of a folder. @throws AppError where the app cannot */
  async discardBatch(batch: string): Promise<void> {
    await this.#api.call('predictions:cancel-batch', { batch });
    await this.refreshUnfinished();
  }

  /** Whether the library may hold results of this model that are not in the list. */
  get canAddEarlier(): boolean {
    return this.#run !== null && this.#hasEarlier;
  }

  /** Adds what the model said before, from the library, newest first. @throws AppError where it cannot be had */
  async addEarlier(): Promise<void> {
    const known = this.#listKnown();
    const before = known.length === 0 ? null : findOldest(known);
    const stored = await this.#listStored(before, mostEarlier);
    if (stored === null) return;
    this.#hasEarlier = stored.length === mostEarlier;
    if (before === null) this.#elsewhere = [];
    this.#begin(stored.map((prediction) => this.#toStored(prediction, true)));
  }

  /** Whether the model has answered in another window or process since these results came. */
  get canAddElsewhere(): boolean {
    const isQuiet = !this.#isPredicting && this.#batch === null;
    return isQuiet && this.#elsewhere.length > 0 && this.#listKnown().length > 0;
  }

  /** Adds what the model said elsewhere, newest first, at most 1,000. @throws AppError where it cannot be had */
  async addElsewhere(): Promise<void> {
    const known = new Set(this.#listKnown());
    const oldest = findOldest([...known]);
    this.#elsewhere = [];
    const stored = await this.#listStored(null, mostElsewhere);
    if (stored === null) return;
    const added = stored.filter(({ prediction }) => prediction > oldest && !known.has(prediction));
    this.#begin(added.map((prediction) => this.#toStored(prediction, false)));
  }

  #listKnown(): number[] {
    return this.#images.flatMap(({ prediction }) => prediction?.prediction ?? []);
  }

  /** From the library; null where another model was chosen meanwhile. */
  async #listStored(before: number | null, limit: number): Promise<StoredPrediction[] | null> {
    const run = this.#run;
    if (run === null) return null;
    const stored = await this.#api.call('predictions:list', { run, before, limit });
    if (run !== this.#run) return null;
    this.#positiveClass = stored[0]?.positiveClass ?? this.#positiveClass;
    return stored;
  }

  #takeOwn(predictions: readonly Prediction[]): void {
    const newest = Math.max(0, ...predictions.map(({ prediction }) => prediction ?? 0));
    this.#ownNewest.add(newest);
    this.#elsewhere = this.#elsewhere.filter((each) => each !== newest);
  }

  async cancelBatch(): Promise<void> {
    const batch = this.#batch?.batch;
    if (batch === undefined) return;
    // It may have ended in this moment, which is as good.
    await this.#api.call('predictions:cancel-batch', { batch }).catch(() => undefined);
  }

  /** Stores what the reader says of an image. @throws AppError where it could not be stored */
  async review(id: number, review: Pick<Review, 'verdict' | 'comment'>): Promise<void> {
    const prediction = this.#images.find((image) => image.id === id)?.prediction?.prediction ?? null;
    if (prediction === null) return;
    this.#takeReview(prediction, await this.#api.call('predictions:review', { prediction, ...review }));
  }

  #takeReview(prediction: number, review: Review): void {
    this.#change((image) => image.prediction?.prediction === prediction, { review });
  }

  /** Says whose image it is. @throws AppError where it could not be stored */
  async setPatient(id: number, patient: string | null): Promise<void> {
    const prediction = this.#images.find((image) => image.id === id)?.prediction?.prediction ?? null;
    if (prediction === null) return;
    await this.#api.call('predictions:set-patient', { prediction, patient });
    this.#takePatient(prediction, patient);
  }

  #takePatient(id: number, patient: string | null): void {
    const prediction = this.#images.find((image) => image.prediction?.prediction === id)?.prediction;
    if (prediction == null) return;
    this.#change((image) => image.prediction?.prediction === id, { prediction: { ...prediction, patient } });
  }

  /** Asks again about those that failed for want of a connection or an engine, not by their own fault. */
  retry(): void {
    this.#restart(({ status, prediction }) => status === 'failed' && prediction === null);
  }

  remove(id: number): void {
    this.#drop(({ id: each }) => each === id);
  }

  clear(): void {
    this.#turn += 1;
    this.#isPredicting = false;
    this.#batchEnd = null;
    this.#hasEarlier = true;
    this.#elsewhere = [];
    void this.cancelBatch();
    this.#cleared = this.#batch?.batch ?? this.#cleared;
    this.#batch = null;
    this.#drop(() => true);
  }

  /** Adds images below those that are here, and takes the reader to them. */
  #begin(added: readonly DiagnosedImage[]): void {
    if (added.length === 0) return;
    this.#newFrom = this.#images.length === 0 ? null : (added[0]?.id ?? null);
    this.#arrival = this.#newFrom;
    this.#images = [...this.#images, ...added];
  }

  #change(isMeant: (image: DiagnosedImage) => boolean, change: Partial<DiagnosedImage>): void {
    this.#images = this.#images.map((image) => (isMeant(image) ? { ...image, ...change } : image));
  }

  #drop(isDropped: (image: DiagnosedImage) => boolean): void {
    for (const { fileAddress, ...image } of this.#images) {
      if (fileAddress !== null && isDropped({ ...image, fileAddress })) URL.revokeObjectURL(fileAddress);
    }
    this.#images = this.#images.filter((image) => !isDropped(image));
  }

  #restart(isAgain: (image: DiagnosedImage) => boolean): void {
    this.#turn += 1;
    this.#isPredicting = false;
    this.#images = this.#images.map((image) =>
      isAgain(image) && (image.file?.size ?? 0) <= largestFileBytes
        ? { ...image, status: 'waiting', prediction: null, error: null, review: null }
        : image,
    );
    void this.#predict();
  }

  #toImage(file: File): DiagnosedImage {
    const isTooLarge = file.size > largestFileBytes;
    const [size, limit] = [formatBytes(file.size), formatBytes(largestFileBytes)];
    const error = new AppError(
      'image-too-large',
      `The file is ${size}; at most ${limit} can be given to a model here. Use the command line, or a smaller export of the image.`,
      { size, limit },
    );
    const fileAddress = file.type.startsWith('image/') ? URL.createObjectURL(file) : null;
    const failure = { status: 'failed', error: error.toPayload() } as const;
    return this.#makeImage(file.name, { file, fileAddress, ...(isTooLarge ? failure : {}) });
  }

  #makeImage(name: string, known: Partial<Omit<DiagnosedImage, 'id' | 'name'>>): DiagnosedImage {
    return {
      id: this.#nextId++,
      name,
      file: null,
      fileAddress: null,
      status: 'waiting',
      prediction: null,
      error: null,
      isEarlier: false,
      review: null,
      ...known,
    };
  }

  #toStored({ review, ...prediction }: StoredPrediction, isEarlier: boolean): DiagnosedImage {
    const { path, patient, label, probability, probabilities, threshold, views, flags } = prediction;
    return this.#makeImage(path, {
      status: 'done',
      prediction: {
        prediction: prediction.prediction,
        path,
        patient,
        label,
        probability,
        probabilities,
        threshold,
        views,
        flags,
        heatmap: null,
        error: null,
      },
      isEarlier,
      review,
    });
  }

  #takeBatch({ batch, run, positiveClass, done, predictions }: BatchProgress): void {
    if (batch === this.#cleared) this.#takeOwn(predictions);
    if (this.#batch?.batch !== batch || run !== this.#run) return;
    const { folder } = this.#batch;
    this.#batch = { ...this.#batch, done };
    this.#positiveClass = positiveClass;
    this.#takeOwn(predictions);
    const added = predictions.map((prediction) => {
      const { error } = prediction;
      const path = `${folder.replace(/[\\/]+$/, '')}/${prediction.path}`;
      return this.#makeImage(path, { status: error === null ? 'done' : 'failed', prediction, error });
    });
    if (this.#isBatchNew) this.#begin(added);
    else this.#images = [...this.#images, ...added];
    this.#isBatchNew = false;
  }

  async #predict(): Promise<void> {
    if (this.#isPredicting || this.#run === null) return;
    const turn = this.#turn;
    const run = this.#run;
    this.#isPredicting = true;
    for (;;) {
      const request = this.#nextRequest();
      if (request.length === 0) break;
      const answer = await this.#ask(run, request);
      if (!(answer instanceof AppError)) this.#takeOwn(answer.predictions);
      if (turn !== this.#turn) return;
      this.#take(request, answer);
    }
    this.#isPredicting = false;
  }

  /** The next images that wait: files that were handed over, or such that the app finds itself. */
  #nextRequest(): readonly DiagnosedImage[] {
    const waiting = this.#images.filter(({ status }) => status === 'waiting');
    const files = waiting.flatMap((image) => (image.file === null ? [] : [{ ...image, file: image.file }]));
    return cutIntoRequests(files)[0] ?? waiting.slice(0, mostPathsInRequest);
  }

  async #ask(run: number, request: readonly DiagnosedImage[]): Promise<Predictions | AppError> {
    try {
      const handedOver = request.flatMap(({ name, file }) => (file === null ? [] : [{ name, file }]));
      if (handedOver.length === 0) {
        return await this.#api.call('predictions:make', {
          run,
          paths: request.map(({ name }) => name),
          views: this.#views,
        });
      }
      const files = await Promise.all(
        handedOver.map(async ({ name, file }) => ({ name, base64: await readAsBase64(file) })),
      );
      return await this.#api.call('predictions:make-from-files', { run, files, views: this.#views });
    } catch (thrown) {
      return toAppError(thrown);
    }
  }

  #take(request: readonly DiagnosedImage[], answer: Predictions | AppError): void {
    if (!(answer instanceof AppError)) this.#positiveClass = answer.positiveClass;
    const places = new Map(request.map(({ id }, place) => [id, place]));
    this.#images = this.#images.map((image) => {
      const place = places.get(image.id);
      if (place === undefined) return image;
      if (answer instanceof AppError) return { ...image, status: 'failed', error: answer.toPayload() };
      const prediction = answer.predictions[place] ?? null;
      const error = prediction?.error ?? null;
      return { ...image, status: error === null ? 'done' : 'failed', prediction, error };
    });
  }
}

/** The lowest id. Of a whole archive's results there are too many to be given to `Math.min` one by one. */
function findOldest(ids: readonly number[]): number {
  return ids.reduce((oldest, id) => Math.min(oldest, id), Infinity);
}

export const diagnosis = new Diagnosis(api);
