import type { LayerTable, Preset } from '../../shared/domain/preset.ts';
import { api, type Api } from '../api.ts';
import { Loadable } from './loadable.svelte.ts';

/** The networks that can be trained, and the layer table of one. */
export class Presets {
  readonly list = new Loadable<readonly Preset[]>();
  readonly layers = new Loadable<LayerTable>();
  readonly #api: Api;

  constructor(client: Api) {
    this.#api = client;
    client.onReconnected(() => void this.refresh());
  }

  async refresh(): Promise<void> {
    await this.list.load(() => this.#api.call('presets:list', {}));
  }

  /** @param imageSize side of the square input in pixels */
  async loadLayers(preset: string, imageSize: number): Promise<void> {
    await this.layers.load(() => this.#api.call('presets:show', { preset, imageSize }));
  }
}

export const presets = new Presets(api);
