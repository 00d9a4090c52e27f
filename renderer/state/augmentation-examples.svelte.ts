import type { AugmentationPreview } from '../../shared/domain/augmentation-preview.ts';
import type { MethodInput } from '../../shared/ipc/contract.ts';
import { api, type Api } from '../api.ts';
import { Loadable } from './loadable.svelte.ts';

/** Pictures of what augmentation does, asked for with the form's settings. */
export class AugmentationExamples {
  readonly images = new Loadable<readonly AugmentationPreview[]>();
  readonly #api: Api;

  constructor(client: Api = api) {
    this.#api = client;
  }

  async show({ dataset, preset, settings = {} }: MethodInput<'runs:start'>): Promise<void> {
    await this.images.load(() =>
      this.#api.call('augmentation:preview', { dataset, preset, settings, images: 6, variants: 3 }),
    );
  }
}
