import type { MethodOutput } from '../../shared/ipc/contract.ts';
import { api, type Api } from '../api.ts';
import { Loadable } from './loadable.svelte.ts';

export type FolderListing = MethodOutput<'folders:list'>;

/** Walks through this machine's folders, for choosing one where there is no dialog of the system. */
export class Folders {
  readonly listing = new Loadable<FolderListing>();
  readonly #api: Api;

  constructor(client: Api) {
    this.#api = client;
  }

  async open(path: string): Promise<void> {
    await this.listing.load(() => this.#api.call('folders:list', { path }));
  }
}

/** A walk of its own: two forms don't share a place. */
export function startFolderWalk(): Folders {
  return new Folders(api);
}
