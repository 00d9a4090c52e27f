import { toPicturePath, type PictureKind } from '../../shared/ipc/contract.ts';
import { Heatmap, type HeatmapSubject } from '../state/heatmap.svelte.ts';
import type { ViewerCommand } from './shortcuts.ts';
import { ViewerPane } from './viewer-pane.svelte.ts';
import type { Point } from './view-transform.ts';

export type ViewerTool = 'pan' | 'window' | 'measure';

/** An image that can be looked at. */
export interface ViewedImage {
  readonly kind: PictureKind;
  readonly id: number;
  readonly name: string;
}

const zoomStep = 1.25;
/** Screen pixels, and 256ths of the image's values, that one press of an arrow key moves. */
const arrowStep = 40;
const measureStep = 4;
const windowStep = 8;
const opacityStep = 0.1;

/** The viewer: one image or two beside each other, one of which takes the commands. */
export class ViewerState {
  readonly panes: readonly [ViewerPane, ViewerPane];
  /** One a pane; they are shown together, at the same opacity. */
  readonly heatmaps: readonly [Heatmap, Heatmap];
  #tool = $state<ViewerTool>('pan');
  #active = $state<0 | 1>(0);
  #areOverlaysShown = $state(true);
  #companion = $state.raw<ViewedImage | null>(null);
  #isShowingKeys = $state(false);
  #shown: ViewedImage | null = null;
  #run: number | null = null;

  constructor(
    makePane: () => ViewerPane = () => new ViewerPane(),
    makeHeatmap: () => Heatmap = () => new Heatmap(),
  ) {
    this.panes = [makePane(), makePane()];
    this.heatmaps = [makeHeatmap(), makeHeatmap()];
  }

  get tool(): ViewerTool {
    return this.#tool;
  }

  /** The image beside the first; null while that is alone. */
  get companion(): ViewedImage | null {
    return this.#companion;
  }

  get active(): 0 | 1 {
    return this.#active;
  }

  get isShowingKeys(): boolean {
    return this.#isShowingKeys;
  }

  get pane(): ViewerPane {
    return this.panes[this.#active];
  }

  /** The scale bar and the measured line. */
  get areOverlaysShown(): boolean {
    return this.#areOverlaysShown;
  }

  get isHeatmapShown(): boolean {
    return this.heatmaps[0].isShown;
  }

  /** Of the heatmaps, 0 to 1. */
  get opacity(): number {
    return this.heatmaps[0].opacity;
  }

  setOpacity(opacity: number): void {
    for (const heatmap of this.heatmaps) heatmap.setOpacity(opacity);
  }

  /** Shows an image in the first pane; images are explained by a run where there is one. */
  show(image: ViewedImage, run: number | null): void {
    this.#run = run;
    this.heatmaps[0].choose(this.#toSubject(image));
    this.heatmaps[1].choose(this.#toSubject(this.#companion));
    if (this.#shown?.kind === image.kind && this.#shown.id === image.id) return;
    this.#shown = image;
    this.setCompanion(null);
    void this.panes[0].open(toPicturePath(image.kind, image.id));
  }

  setCompanion(image: ViewedImage | null): void {
    this.#companion = image;
    this.heatmaps[1].choose(this.#toSubject(image));
    this.heatmaps[1].show(this.isHeatmapShown);
    if (image === null) this.#active = 0;
    else void this.panes[1].open(toPicturePath(image.kind, image.id));
  }

  activate(pane: 0 | 1): void {
    this.#active = pane;
  }

  showKeys(isShowing: boolean): void {
    this.#isShowingKeys = isShowing;
  }

  /** Does what a command says, but for going to another image, which is the screen's to do. */
  do(command: ViewerCommand): void {
    this.#actions[command]?.();
  }

  /** An arrow key: moves the image, or the line's end; with Shift it changes the window. */
  point(direction: Point, hasShift: boolean): void {
    const { x, y } = direction;
    if (hasShift) this.pane.changeWindow({ width: x * windowStep, center: -y * windowStep });
    else if (this.#tool === 'measure' && this.pane.measurement !== null) {
      this.pane.moveMeasurement({ x: x * measureStep, y: y * measureStep });
    } else this.pane.pan({ x: -x * arrowStep, y: -y * arrowStep });
  }

  /** Enter: with the measuring tool begins a line in the middle. */
  enter(): void {
    if (this.#tool === 'measure' && this.pane.picture !== null) this.pane.beginMeasuring();
  }

  close(): void {
    for (const pane of this.panes) pane.close();
  }

  #toSubject(image: ViewedImage | null): HeatmapSubject | null {
    if (image === null || this.#run === null) return null;
    return { run: this.#run, image: { kind: image.kind, id: image.id } };
  }

  /** Who measures sees the line, and who hides it measures no more. */
  #measure(): void {
    this.#tool = 'measure';
    this.#areOverlaysShown = true;
  }

  #toggleOverlays(): void {
    this.#areOverlaysShown = !this.#areOverlaysShown;
    if (this.#tool === 'measure') this.#tool = 'pan';
  }

  #toggleHeatmaps(): void {
    const isShown = !this.isHeatmapShown;
    for (const heatmap of this.heatmaps) heatmap.show(isShown);
  }

  readonly #actions: Readonly<Partial<Record<ViewerCommand, () => void>>> = {
    'zoom-in': () => this.pane.zoom(zoomStep),
    'zoom-out': () => this.pane.zoom(1 / zoomStep),
    fit: () => this.pane.fit(),
    'full-size': () => this.pane.showFullSize(),
    'pan-tool': () => (this.#tool = 'pan'),
    'window-tool': () => (this.#tool = 'window'),
    'measure-tool': () => this.#measure(),
    'next-window': () => this.pane.stepPreset(1),
    'previous-window': () => this.pane.stepPreset(-1),
    invert: () => this.pane.invert(),
    'turn-clockwise': () => this.pane.turn('clockwise'),
    'turn-counterclockwise': () => this.pane.turn('counterclockwise'),
    flip: () => this.pane.flip(),
    overlays: () => this.#toggleOverlays(),
    heatmap: () => this.#toggleHeatmaps(),
    'less-heatmap': () => this.setOpacity(this.opacity - opacityStep),
    'more-heatmap': () => this.setOpacity(this.opacity + opacityStep),
    'other-pane': () => (this.#active = this.#companion === null || this.#active === 1 ? 0 : 1),
    reset: () => this.pane.reset(),
    shortcuts: () => (this.#isShowingKeys = !this.#isShowingKeys),
  };
}
