import type { MethodOutput, PictureKind } from '../../shared/ipc/contract.ts';
import { toAppError, type AppError } from '../../shared/ipc/app-error.ts';
import { api, type Api } from '../api.ts';

type Explanation = MethodOutput<'predictions:explain'>;

/** Whose heatmap is wanted: a run's, of one image. */
export interface HeatmapSubject {
  readonly run: number;
  readonly image: { readonly kind: PictureKind; readonly id: number };
}

/** Turns a PNG in base64 into pixels. */
export type DecodeOverlay = (base64: string) => Promise<ImageBitmap>;

/** Where a model looked, asked for when it is first to be seen. */
export class Heatmap {
  readonly #api: Api;
  readonly #decode: DecodeOverlay;
  #subject: HeatmapSubject | null = null;
  #isShown = $state(false);
  #opacity = $state(0.6);
  #bitmap = $state.raw<ImageBitmap | null>(null);
  #explanation = $state.raw<Explanation | null>(null);
  #error = $state.raw<AppError | null>(null);
  #isLoading = $state(false);
  #turn = 0;

  constructor(client: Api = api, decode: DecodeOverlay = decodeOverlay) {
    this.#api = client;
    this.#decode = decode;
  }

  get isShown(): boolean {
    return this.#isShown;
  }

  /** 0 to 1. */
  get opacity(): number {
    return this.#opacity;
  }

  /** What to lay over the image; null while it is not to be seen, or on its way. */
  get overlay(): { readonly bitmap: ImageBitmap; readonly opacity: number } | null {
    return this.#isShown && this.#bitmap !== null ? { bitmap: this.#bitmap, opacity: this.#opacity } : null;
  }

  get explanation(): Explanation | null {
    return this.#explanation;
  }

  get error(): AppError | null {
    return this.#error;
  }

  get isLoading(): boolean {
    return this.#isLoading;
  }

  /** Another image or model; null where there is none to ask. A heatmap that is shown is asked for at once. */
  choose(subject: HeatmapSubject | null): void {
    if (isSame(subject, this.#subject)) return;
    this.#subject = subject;
    this.#turn += 1;
    this.#bitmap?.close();
    this.#bitmap = null;
    this.#explanation = null;
    this.#error = null;
    this.#isLoading = false;
    if (subject === null) this.#isShown = false;
    if (this.#isShown) void this.#load();
  }

  /** Shows or hides it; without a subject there is nothing to show. */
  show(isShown: boolean): void {
    this.#isShown = isShown && this.#subject !== null;
    if (this.#isShown && this.#bitmap === null && !this.#isLoading) void this.#load();
  }

  setOpacity(opacity: number): void {
    this.#opacity = Math.min(1, Math.max(0, Math.round(opacity * 100) / 100));
  }

  async #load(): Promise<void> {
    const subject = this.#subject;
    if (subject === null) return;
    const turn = this.#turn;
    this.#isLoading = true;
    this.#error = null;
    try {
      const explanation = await this.#api.call('predictions:explain', subject);
      const bitmap = await this.#decode(explanation.overlayBase64);
      if (turn !== this.#turn) {
        bitmap.close();
        return;
      }
      this.#explanation = explanation;
      this.#bitmap = bitmap;
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.#error = toAppError(thrown);
    }
    this.#isLoading = false;
  }
}

function isSame(first: HeatmapSubject | null, second: HeatmapSubject | null): boolean {
  return (
    first?.run === second?.run &&
    first?.image.kind === second?.image.kind &&
    first?.image.id === second?.image.id
  );
}

async function decodeOverlay(base64: string): Promise<ImageBitmap> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
}
