import type { EditHistory, EditOutcome } from '../../shared/domain/image-edit.ts';
import { api, type Api } from '../api.ts';
import { t, tCount } from '../text/t.ts';
import { toasts } from './toasts.svelte.ts';

const nothing: EditHistory = { undo: null, redo: null };

/** What the user corrects of a dataset's images, and takes back. The history is the library's own. */
export class ImageEdits {
  readonly #api: Api;
  #dataset: number | null = null;
  #history = $state.raw<EditHistory>(nothing);
  #underWay = $state(0);
  #last = Promise.resolve();

  constructor(client: Api) {
    this.#api = client;
    client.onEvent('dataset:changed', ({ datasetId }) => {
      if (datasetId === this.#dataset && !this.isBusy) void this.open(datasetId);
    });
  }

  get history(): EditHistory {
    return this.#history;
  }

  get isBusy(): boolean {
    return this.#underWay > 0;
  }

  /** Asks what could be undone in a dataset. */
  async open(dataset: number): Promise<void> {
    if (dataset !== this.#dataset) this.#history = nothing;
    this.#dataset = dataset;
    try {
      const history = await this.#api.call('images:show-history', { dataset });
      if (dataset === this.#dataset) this.#history = history;
    } catch (thrown) {
      toasts.showError(thrown);
    }
  }

  async correctLabel(dataset: number, images: readonly number[], className: string): Promise<void> {
    const call = (): Promise<EditOutcome> =>
      this.#api.call('images:correct-label', { dataset, images: [...images], className });
    await this.#apply(dataset, call, (changed) => `${tCount('edit.labelled', changed)} ${className}.`);
  }

  async exclude(dataset: number, images: readonly number[]): Promise<void> {
    const call = (): Promise<EditOutcome> =>
      this.#api.call('images:exclude', { dataset, images: [...images] });
    await this.#apply(dataset, call, (changed) => tCount('edit.excluded', changed));
  }

  async include(dataset: number, images: readonly number[]): Promise<void> {
    const call = (): Promise<EditOutcome> =>
      this.#api.call('images:include', { dataset, images: [...images] });
    await this.#apply(dataset, call, (changed) => tCount('edit.included', changed));
  }

  async undo(dataset: number): Promise<void> {
    const call = (): Promise<EditOutcome> => this.#api.call('images:undo', { dataset });
    await this.#run(dataset, call, ({ changed }) => {
      if (changed > 0) this.#offerRedo(dataset, tCount('edit.undone', changed));
    });
  }

  async redo(dataset: number): Promise<void> {
    const call = (): Promise<EditOutcome> => this.#api.call('images:redo', { dataset });
    await this.#run(dataset, call, ({ changed }) => {
      if (changed > 0) this.#offerUndo(dataset, tCount('edit.redone', changed));
    });
  }

  async #apply(
    dataset: number,
    call: () => Promise<EditOutcome>,
    describe: (changed: number) => string,
  ): Promise<void> {
    await this.#run(dataset, call, ({ changed }) => {
      if (changed === 0) toasts.showSuccess(t('edit.nothing'));
      else this.#offerUndo(dataset, describe(changed));
    });
  }

  #offerUndo(dataset: number, message: string): void {
    toasts.showSuccess(message, { label: t('edit.undo'), run: () => void this.undo(dataset) });
  }

  #offerRedo(dataset: number, message: string): void {
    toasts.showSuccess(message, { label: t('edit.redo'), run: () => void this.redo(dataset) });
  }

  /** One after the other, in the order of their presses: two quick undos take two things back. */
  async #run(
    dataset: number,
    call: () => Promise<EditOutcome>,
    tell: (outcome: EditOutcome) => void,
  ): Promise<void> {
    this.#underWay += 1;
    this.#last = this.#last.then(async () => {
      try {
        const outcome = await call();
        if (dataset === this.#dataset) this.#history = outcome.history;
        tell(outcome);
      } catch (thrown) {
        toasts.showError(thrown);
      } finally {
        this.#underWay -= 1;
      }
    });
    await this.#last;
  }
}

export const imageEdits = new ImageEdits(api);
