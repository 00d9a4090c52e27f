import type { Prediction, Predictions } from '../../shared/domain/prediction.ts';
import { AppError, toAppError, type AppErrorPayload } from '../../shared/ipc/app-error.ts';
import { api, type Api } from '../api.ts';
import { cutIntoRequests } from '../cut-into-requests.ts';
import { readAsBase64 } from '../read-as-base64.ts';
import { formatBytes } from '../text/format-number.ts';
import { t } from '../text/t.ts';

/** Decoded bytes that one uploaded file may have. */
const largestFileBytes = 64 * 1024 * 1024;
/** One image given to a model, and what became of it. */
export interface DiagnosedImage {
  readonly id: number;
  readonly name: string;
  readonly file: File;
  /** An object URL of the file. */
  readonly address: string;
  readonly status: 'waiting' | 'done' | 'failed';
  readonly prediction: Prediction | null;
  readonly error: AppErrorPayload | null;
}

/** Images dropped on a model, with its word on each. */
export class Diagnosis {
  readonly #api: Api;
  #run = $state<number | null>(null);
  #images = $state.raw<readonly DiagnosedImage[]>([]);
  #positiveClass = $state<string | null>(null);
  #isPredicting = $state(false);
  #nextId = 0;
  /** Changes with the model: answers of the one before are dropped. */
  #turn = 0;

  constructor(client: Api) {
    this.#api = client;
  }

  get run(): number | null {
    return this.#run;
  }

  get images(): readonly DiagnosedImage[] {
    return this.#images;
  }

  /** The class whose probability is shown; null before the first answer. */
  get positiveClass(): string | null {
    return this.#positiveClass;
  }

  get isPredicting(): boolean {
    return this.#isPredicting;
  }

  get waiting(): number {
    return this.#images.filter(({ status }) => status === 'waiting').length;
  }

  /** Chooses the model; images already here are predicted again with it. */
  choose(run: number | null): void {
    if (run === this.#run) return;
    this.#run = run;
    this.#positiveClass = null;
    this.#restart(() => true);
  }

  /** Adds images, newest last, and asks the model about them. */
  add(files: Iterable<File>): void {
    const added = [...files].map((file) => this.#toImage(file));
    this.#images = [...this.#images, ...added];
    void this.#predict();
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
    this.#drop(() => true);
  }

  #drop(isDropped: (image: DiagnosedImage) => boolean): void {
    for (const image of this.#images) if (isDropped(image)) URL.revokeObjectURL(image.address);
    this.#images = this.#images.filter((image) => !isDropped(image));
  }

  #restart(isAgain: (image: DiagnosedImage) => boolean): void {
    this.#turn += 1;
    this.#isPredicting = false;
    this.#images = this.#images.map((image) =>
      isAgain(image) && image.file.size <= largestFileBytes
        ? { ...image, status: 'waiting', prediction: null, error: null }
        : image,
    );
    void this.#predict();
  }

  #toImage(file: File): DiagnosedImage {
    const isTooLarge = file.size > largestFileBytes;
    const error = new AppError(
      'image-too-large',
      t('diagnose.file-too-large', { size: formatBytes(file.size), limit: formatBytes(largestFileBytes) }),
    );
    return {
      id: this.#nextId++,
      name: file.name,
      file,
      address: URL.createObjectURL(file),
      status: isTooLarge ? 'failed' : 'waiting',
      prediction: null,
      error: isTooLarge ? error.toPayload() : null,
    };
  }

  async #predict(): Promise<void> {
    if (this.#isPredicting || this.#run === null) return;
    const turn = this.#turn;
    const run = this.#run;
    this.#isPredicting = true;
    for (;;) {
      const [request] = cutIntoRequests(this.#images.filter(({ status }) => status === 'waiting'));
      if (request === undefined) break;
      const answer = await this.#ask(run, request);
      if (turn !== this.#turn) return;
      this.#take(request, answer);
    }
    this.#isPredicting = false;
  }

  async #ask(run: number, request: readonly DiagnosedImage[]): Promise<Predictions | AppError> {
    try {
      const files = await Promise.all(
        request.map(async ({ name, file }) => ({ name, base64: await readAsBase64(file) })),
      );
      return await this.#api.call('predictions:make-from-files', { run, files });
    } catch (thrown) {
      return toAppError(thrown);
    }
  }

  #take(request: readonly DiagnosedImage[], answer: Predictions | AppError): void {
    if (!(answer instanceof AppError)) this.#positiveClass = answer.positiveClass;
    this.#images = this.#images.map((image) => {
      const place = request.findIndex(({ id }) => id === image.id);
      if (place === -1) return image;
      if (answer instanceof AppError) return { ...image, status: 'failed', error: answer.toPayload() };
      const prediction = answer.predictions[place] ?? null;
      const error = prediction?.error ?? null;
      return { ...image, status: error === null ? 'done' : 'failed', prediction, error };
    });
  }
}

export const diagnosis = new Diagnosis(api);
