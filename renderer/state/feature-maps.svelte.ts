import type { DrawnFeatureMaps } from '../../shared/domain/feature-maps.ts';
import { toPicturePath, toThumbnailPath, type PictureKind } from '../../shared/ipc/contract.ts';
import { api, type Api } from '../api.ts';
import { Loadable } from './loadable.svelte.ts';

/** Images offered at a time. */
const pageSize = 12;
/** Of the images that the model was asked about, the latest are offered. */
const mostPredictions = 200;

/** An image whose maps can be drawn. */
export interface MappedImage {
  readonly kind: PictureKind;
  readonly id: number;
  /** What it shows or was called, and where it is from. */
  readonly label: string;
  readonly path: string;
  /** Where its thumbnail is. */
  readonly address: string;
}

interface ImagePage {
  readonly images: readonly MappedImage[];
  readonly total: number;
}

/** The feature maps of one run's network: which images there are to choose from, and what a layer makes of one. */
export class FeatureMaps {
  readonly page = new Loadable<ImagePage>();
  readonly drawn = new Loadable<DrawnFeatureMaps>();
  readonly #api: Api;
  readonly #run: number;
  readonly #dataset: number;
  #source = $state<PictureKind>('images');
  #offset = $state(0);
  #layer = $state<string | null>(null);
  #image = $state.raw<MappedImage | null>(null);

  constructor(run: { readonly run: number; readonly datasetId: number }, client: Api = api) {
    this.#run = run.run;
    this.#dataset = run.datasetId;
    this.#api = client;
  }

  /** Whether images of the run's dataset are offered, or those that its model was asked about. */
  get source(): PictureKind {
    return this.#source;
  }

  get layer(): string | null {
    return this.#layer;
  }

  get image(): MappedImage | null {
    return this.#image;
  }

  /** Places of the images offered, from 1, and how many there are in all. */
  get range(): { readonly first: number; readonly last: number; readonly total: number } {
    const { images = [], total = 0 } = this.page.value ?? {};
    return { first: this.#offset + 1, last: this.#offset + images.length, total };
  }

  async offer(source: PictureKind, offset = 0): Promise<void> {
    if (source !== this.#source) this.page.clear();
    this.#source = source;
    this.#offset = Math.max(0, offset);
    await this.page.load(() => (source === 'images' ? this.#listImages() : this.#listPredictions()));
  }

  /** Offers images of the run's dataset; where it has none, as of a model that came from elsewhere, those asked about. */
  async begin(): Promise<void> {
    await this.offer('images');
    if (this.#source === 'images' && this.page.value?.total === 0) await this.offer('predictions');
  }

  /** Offers the images after those offered, or before them. */
  async turn(pages: -1 | 1): Promise<void> {
    await this.offer(this.#source, this.#offset + pages * pageSize);
  }

  async chooseLayer(layer: string): Promise<void> {
    this.#layer = layer;
    await this.#draw();
  }

  async chooseImage(image: MappedImage): Promise<void> {
    this.#image = image;
    await this.#draw();
  }

  async #draw(): Promise<void> {
    const [layer, image] = [this.#layer, this.#image];
    if (layer === null || image === null) return;
    const { kind, id } = image;
    await this.drawn.load(() =>
      this.#api.call('feature-maps:draw', { run: this.#run, layer, image: { kind, id } }),
    );
  }

  async #listImages(): Promise<ImagePage> {
    const { images, total } = await this.#api.call('images:list', {
      dataset: this.#dataset,
      offset: this.#offset,
      limit: pageSize,
    });
    const offered = images.map(({ id, className, path }): MappedImage => {
      return { kind: 'images', id, label: className, path, address: toThumbnailPath(id) };
    });
    return { images: offered, total };
  }

  async #listPredictions(): Promise<ImagePage> {
    const stored = await this.#api.call('predictions:list', { run: this.#run, limit: mostPredictions });
    const offered = stored.map(({ prediction: id, label, path }): MappedImage => {
      return { kind: 'predictions', id, label, path, address: toPicturePath('predictions', id, 'small') };
    });
    return { images: offered.slice(this.#offset, this.#offset + pageSize), total: offered.length };
  }
}
