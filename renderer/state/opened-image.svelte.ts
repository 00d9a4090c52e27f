import type { ImageTrail } from '../../shared/domain/image-trail.ts';
import type { MethodOutput } from '../../shared/ipc/contract.ts';
import { api } from '../api.ts';
import { Loadable } from './loadable.svelte.ts';

/** The image of a dataset that the viewer shows, among its neighbours. */
export class OpenedImage {
  readonly shown = new Loadable<MethodOutput<'viewer:show-image'>>();

  async open(image: number, trail: ImageTrail): Promise<void> {
    await this.shown.load(() => api.call('viewer:show-image', { image, trail }));
  }
}

/** The prediction that the viewer shows, with its patient's others. */
export class OpenedResult {
  readonly shown = new Loadable<MethodOutput<'predictions:show'>>();

  async open(prediction: number): Promise<void> {
    await this.shown.load(() => api.call('predictions:show', { prediction }));
  }
}
