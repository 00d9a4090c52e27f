import type { ValueTable, ValueWindow } from '../../shared/domain/grey-picture.ts';
import { toAppError, type AppError } from '../../shared/ipc/app-error.ts';
import { makeLevels, type GreyLevel, type GreyPicture } from './grey-picture.ts';
import { makeGreyTable, type GreyTable } from './grey-table.ts';
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
import { byteWindow, moveWindow, roundWindow, type Valued, type WindowMove } from './value-window.ts';
import { areAlike, listWindowPresets, type WindowPreset } from './window-presets.ts';

const unfitted: View = { scale: 1, offset: { x: 0, y: 0 }, quarterTurns: 0, isFlipped: false };

/** A pixel of an image and what it holds. */
export interface PointedValue {
  /** Column and row, from 0. */
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

/** One image in its pane: what it holds, and how it is looked at. */
export class ViewerPane {
  readonly #load: typeof loadPicture;
  #picture = $state.raw<GreyPicture | null>(null);
  #levels = $state.raw<readonly GreyLevel[]>([]);
  #error = $state.raw<AppError | null>(null);
  #address: string | null = null;
  #isLoading = $state(false);
  #view = $state.raw<View>(unfitted);
  /** The preset that the reader chose; null for the one that the file begins with. */
  #chosen = $state<string | null>(null);
  /** The window as the reader set it by hand, in all digits so that small moves add up; null for a preset. */
  #byHand = $state.raw<ValueWindow | null>(null);
  #isInverted = $state(false);
  #measurement = $state.raw<Measurement | null>(null);
  #size = $state.raw<Size>({ width: 0, height: 0 });
  #pointer = $state.raw<Point | null>(null);
  /** The last image's kind of values, to tell whether the next is alike. */
  #last: Valued | null = null;
  /** Fitted until the reader zooms or moves; then a pane that changes its size keeps the zoom. */
  #isFitted = true;
  #loading = new AbortController();
  readonly #presets = $derived<readonly WindowPreset[]>(
    this.#picture === null ? [] : listWindowPresets(this.#picture),
  );
  readonly #preset = $derived<WindowPreset | null>(
    this.#presets.find(({ id }) => id === this.#chosen) ?? this.#presets[0] ?? null,
  );
  readonly #shown = $derived.by(() => {
    if (this.#picture === null) return byteWindow;
    if (this.#byHand !== null) return roundWindow(this.#byHand, this.#picture);
    return this.#preset?.shown ?? byteWindow;
  });
  readonly #table = $derived(
    makeGreyTable(
      this.#shown,
      this.#picture?.valueType ?? 'uint8',
      this.#isInverted !== (this.#picture?.isInverted ?? false),
    ),
  );
  readonly #pointed = $derived.by(() => this.#readPointed());

  constructor(load: typeof loadPicture = loadPicture) {
    this.#load = load;
  }

  /** The image and smaller ones of it; empty until it is there. */
  get levels(): readonly GreyLevel[] {
    return this.#levels;
  }

  get picture(): GreyPicture | null {
    return this.#picture;
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

  /** How the image can be shown by name; empty until it is there. */
  get presets(): readonly WindowPreset[] {
    return this.#presets;
  }

  /** The one that it is shown in; null while the window is set by hand. */
  get preset(): WindowPreset | null {
    return this.#byHand === null ? this.#preset : null;
  }

  /** What the image is seen through. */
  get shown(): ValueWindow | ValueTable {
    return this.#shown;
  }

  get table(): GreyTable {
    return this.#table;
  }

  /** Whether the reader turned black and white about. A file that asks for that itself does not count. */
  get isInverted(): boolean {
    return this.#isInverted;
  }

  get measurement(): Measurement | null {
    return this.#measurement;
  }

  get size(): Size {
    return this.#size;
  }

  /** What lies under the pointer; null where it is not over the image. */
  get pointed(): PointedValue | null {
    return this.#pointed;
  }

  /**
   * Loads an image. A window set by hand and the inversion stay where it is like the last one, so that both are
   * looked at alike; else it is shown as its file says. Its place starts anew.
   */
  async open(address: string): Promise<void> {
    this.#address = address;
    this.#loading.abort();
    this.#loading = new AbortController();
    const { signal } = this.#loading;
    this.#isLoading = true;
    this.#error = null;
    this.#measurement = null;
    try {
      const picture = await this.#load(address, signal);
      signal.throwIfAborted();
      const levels = await makeLevels(picture, signal);
      this.#leaveWindowIfUnlike(picture);
      this.#picture = picture;
      this.#levels = levels;
      this.#view = unfitted;
      this.fit();
    } catch (thrown) {
      if (signal.aborted) return;
      this.#picture = null;
      this.#levels = [];
      this.#error = toAppError(thrown);
    }
    this.#isLoading = false;
  }

  /** Loads the image anew whose loading failed. */
  async retry(): Promise<void> {
    if (this.#address !== null && this.#error !== null) await this.open(this.#address);
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

  /** From a table of the file's, begins with its first window. */
  changeWindow(by: WindowMove): void {
    if (this.picture === null) return;
    const from = this.#byHand ?? ('center' in this.#shown ? this.#shown : this.picture.windows[0]);
    if (from !== undefined) this.#byHand = moveWindow(from, by, this.picture);
  }

  /** Shows the image in a preset; one that it does not have is the one that its file begins with. */
  choosePreset(id: string): void {
    this.#byHand = null;
    this.#chosen = id === this.#presets[0]?.id ? null : id;
  }

  /** Goes to another preset, around the end. From a window set by hand, to the one that it was made from. */
  stepPreset(by: 1 | -1): void {
    const place = this.#presets.findIndex(({ id }) => id === this.#preset?.id);
    const wanted = this.#byHand === null ? place + by : place;
    const preset = this.#presets.at(wanted % this.#presets.length);
    if (preset !== undefined) this.choosePreset(preset.id);
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

  /** @param at where the pointer is in the pane; null where it left */
  pointAt(at: Point | null): void {
    this.#pointer = at;
  }

  clearMeasurement(): void {
    this.#measurement = null;
  }

  /** Everything as it was when the image was opened first. */
  reset(): void {
    this.#chosen = null;
    this.#byHand = null;
    this.#isInverted = false;
    this.#measurement = null;
    this.#view = unfitted;
    this.fit();
  }

  #leaveWindowIfUnlike({ valueType, range }: GreyPicture): void {
    const kind = { valueType, range };
    if (this.#last !== null && !areAlike(this.#last, kind)) {
      this.#byHand = null;
      this.#isInverted = false;
    }
    this.#last = kind;
  }

  #readPointed(): PointedValue | null {
    if (this.#pointer === null || this.#picture === null) return null;
    const { width, values } = this.#picture;
    const at = this.#toUnboundImage(this.#pointer, this.#picture);
    const [x, y] = [Math.floor(at.x), Math.floor(at.y)];
    if (x < 0 || y < 0 || x >= width) return null;
    const value = values[y * width + x];
    return value === undefined ? null : { x, y, value };
  }

  get #middle(): Point {
    return { x: this.#size.width / 2, y: this.#size.height / 2 };
  }

  #toImage(at: Point): Point {
    if (this.picture === null) return at;
    const { width, height } = this.picture;
    const { x, y } = this.#toUnboundImage(at, this.picture);
    return { x: Math.min(width, Math.max(0, x)), y: Math.min(height, Math.max(0, y)) };
  }

  #toUnboundImage(at: Point, picture: GreyPicture): Point {
    return applyMatrix(invertMatrix(toMatrix(this.#view, picture, this.#size)), at);
  }
}
