import type { GuidePage } from '../../shared/domain/guide.ts';
import { Loadable } from './loadable.svelte.ts';

/** The user guide, which comes with the app and is read when it is first asked for. */
export class Guide {
  readonly pages = new Loadable<ReadonlyMap<string, GuidePage>>();

  async read(): Promise<void> {
    if (this.pages.value !== null) return;
    await this.pages.load(async () => (await import('../screens/help/guide-pages.ts')).guidePages);
  }
}

export const guide = new Guide();
