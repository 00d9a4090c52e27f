import { toAppError, type AppError } from '../../shared/ipc/app-error.ts';
import { makeLevels, type GreyPicture } from './grey-picture.ts';
import { loadPicture } from './load-picture.ts';
import type { Measurement } from './measurement.ts';
import {
  applyMatrix,
  fitView,
  flipView,
  invertMatrix,
  panBy,
  toMatrix,
  turnView,
  zoomAt,
  type Point,
  type Size,
  type View,
} from './view-transform.ts';
import { changeWindow, fullWindow, makeWindowTable, type GreyWindow } from './window-table.ts';

const unfitted: View = { scale: 1, offset: { x: 0, y: 0 }, quarterTurns: 0, isFlipped: false };

/** One image in its pane: what it holds, and how it is looked at. */
export class ViewerPane {
  readonly #load: typeof loadPicture;
  #levels = $state.raw<readonly GreyPicture[]>([]);
  #error = $state.raw<AppError | null>(null);
  #isLoading = $state(false);
  #view = $state.raw<View>(unfitted);
  #window = $state.raw<GreyWindow>(fullWindow);
  #isInverted = $state(false);
  #measurement = $state.raw<Measurement | null>(null);
  #size = $state.raw<Size>({ width: 0, height: 0 });
  /** Fitted until the reader zooms or moves; then a pane that changes its size keeps the zoom. */
  #isFitted = true;
  #loading = new AbortController();
  readonly #table = $derived(makeWindowTable(this.#window, this.#isInverted));

  constructor(load: typeof loadPicture = loadPicture) {
    this.#load = load;
  }

  /** The image and smaller ones of it; empty until it is there. */
  get levels(): readonly GreyPicture[] {
    return this.#levels;
  }

  get picture(): GreyPicture | null {
    return this.#levels[0] ?? null;
  }

  get error(): AppError | null {
    return this.#error;
  }

  get isLoading(): boolean {
    return this.#isLoading;
  }

  get view(): View {
    return this.#view;
  }

  get window(): GreyWindow {
    return this.#window;
  }

  get table(): Uint8ClampedArray {
    return this.#table;
  }

  get isInverted(): boolean {
    return this.#isInverted;
  }

  get measurement(): Measurement | null {
    return this.#measurement;
  }

  get size(): Size {
    return this.#size;
  }

  /** Loads an image. The window and inversion stay, to look at the next one alike; its place starts anew. */
  async open(address: string): Promise<void> {
    this.#loading.abort();
    this.#loading = new AbortController();
    const { signal } = this.#loading;
    this.#isLoading = true;
    this.#error = null;
    this.#measurement = null;
    try {
      const picture = await this.#load(address, signal);
      signal.throwIfAborted();
      this.#levels = makeLevels(picture);
      this.#view = unfitted;
      this.fit();
    } catch (thrown) {
      if (signal.aborted) return;
      this.#levels = [];
      this.#error = toAppError(thrown);
    }
    this.#isLoading = false;
  }

  close(): void {
    this.#loading.abort();
  }

  resize(size: Size): void {
    this.#size = size;
    if (this.#isFitted) this.fit();
  }

  fit(): void {
    this.#isFitted = true;
    if (this.picture === null || this.#size.width === 0 || this.#size.height === 0) return;
    this.#view = fitView(this.#view, this.picture, this.#size);
  }

  /** One image pixel a screen pixel, in the middle. */
  showFullSize(): void {
    this.#isFitted = false;
    this.#view = { ...this.#view, scale: 1 / devicePixelRatio, offset: { x: 0, y: 0 } };
  }

  /** @param pointer what stays in its place; the pane's middle where left out */
  zoom(factor: number, pointer: Point = this.#middle): void {
    this.#isFitted = false;
    this.#view = zoomAt(this.#view, factor, pointer, this.#size);
    this.pan({ x: 0, y: 0 });
  }

  pan(by: Point): void {
    if (this.picture === null) return;
    this.#isFitted = false;
    this.#view = panBy(this.#view, by, this.picture, this.#size);
  }

  turn(direction: 'clockwise' | 'counterclockwise'): void {
    this.#view = turnView(this.#view, direction);
    if (this.#isFitted) this.fit();
  }

  flip(): void {
    this.#view = flipView(this.#view);
  }

  changeWindow(change: { readonly centre: number; readonly width: number }): void {
    this.#window = changeWindow(this.#window, change);
  }

  invert(): void {
    this.#isInverted = !this.#isInverted;
  }

  /** Begins a line at a point of the pane. */
  beginMeasuring(at: Point = this.#middle): void {
    const point = this.#toImage(at);
    this.#measurement = { from: point, to: point };
  }

  /** Takes the line's end to a point of the pane. */
  measureTo(at: Point): void {
    if (this.#measurement !== null) this.#measurement = { ...this.#measurement, to: this.#toImage(at) };
  }

  /** Moves the line's end by screen pixels. */
  moveMeasurement(by: Point): void {
    if (this.#measurement === null || this.picture === null) return;
    const { x, y } = applyMatrix(toMatrix(this.#view, this.picture, this.#size), this.#measurement.to);
    this.measureTo({ x: x + by.x, y: y + by.y });
  }

  clearMeasurement(): void {
    this.#measurement = null;
  }

  /** Everything as it was when the image was opened first. */
  reset(): void {
    this.#window = fullWindow;
    this.#isInverted = false;
    this.#measurement = null;
    this.#view = unfitted;
    this.fit();
  }

  get #middle(): Point {
    return { x: this.#size.width / 2, y: this.#size.height / 2 };
  }

  #toImage(at: Point): Point {
    if (this.picture === null) return at;
    const { width, height } = this.picture;
    const { x, y } = applyMatrix(invertMatrix(toMatrix(this.#view, this.picture, this.#size)), at);
    return { x: Math.min(width, Math.max(0, x)), y: Math.min(height, Math.max(0, y)) };
  }
}
