import type { AugmentationPreview as PreviewedImage } from '../../shared/domain/augmentation-preview.ts';
import { augmentationSettingsSchema } from '../../shared/domain/settings/augmentation-settings.ts';
import type { RunSettings } from '../../shared/domain/run-settings.ts';
import type { MethodInput } from '../../shared/ipc/contract.ts';
import { api, type Api } from '../api.ts';
import { Loadable } from './loadable.svelte.ts';

type Request = MethodInput<'augmentation:preview'>;

const augmentationNames = augmentationSettingsSchema.keyof().options;

/** How many images a preview shows, and changed pictures of each. */
const shown = { images: 6, variants: 1 } as const;

/**
 * The request for a preview. Of the settings only those that change images go along: the pictures have the
 * preset's size, so that a half-typed image size decodes no dataset anew.
 */
export function toPreviewRequest(
  { dataset, preset, settings }: { dataset: number; preset: string; settings: RunSettings },
  draw: number,
): Request {
  const values = augmentationNames.map((name) => [name, settings[name]] as const);
  return {
    dataset,
    preset,
    settings: { ...Object.fromEntries(values), seed: settings.seed },
    ...shown,
    draw,
  };
}

/**
 * What augmentation does to images, asked for again as settings change. One request at a time: while one is
 * under way, only the latest wish waits, however fast one types.
 */
export class AugmentationPreview {
  readonly images = new Loadable<readonly PreviewedImage[]>();
  readonly #api: Api;
  #wish: Request | null = null;
  #isWorking = false;

  constructor(client: Api = api) {
    this.#api = client;
  }

  async show(request: Request): Promise<void> {
    this.#wish = request;
    if (this.#isWorking) return;
    this.#isWorking = true;
    while (this.#wish !== null) {
      const wish: Request = this.#wish;
      this.#wish = null;
      await this.images.load(() => this.#api.call('augmentation:preview', wish));
    }
    this.#isWorking = false;
  }
}
