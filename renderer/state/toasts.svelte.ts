import { api } from '../api.ts';
import { describeThrown } from '../text/describe.ts';

export interface Toast {
  readonly id: number;
  readonly tone: 'danger' | 'success';
  /** In the interface's language, also once that changes where it tells of an error. */
  readonly message: string;
  readonly action: ToastAction | null;
}

/** What a message offers to do about it. */
export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

const mostToasts = 4;

/**
 * Short messages about what was just done or went wrong. They stay until dismissed or crowded out; one that offers to
 * do something about it goes with the screen that it was done on.
 */
export class Toasts {
  #items = $state.raw<readonly Toast[]>([]);
  #nextId = 0;

  get items(): readonly Toast[] {
    return this.#items;
  }

  /** Shows what was thrown: an AppError's own words, which name the way out, or that something went wrong. */
  showError(thrown: unknown): void {
    this.#show('danger', () => describeThrown(thrown), null);
  }

  /** @param action stands only while it is the newest one offered: what went before it is another thing's */
  showSuccess(message: string, action: ToastAction | null = null): void {
    this.#show('success', () => message, action);
  }

  dismiss(id: number): void {
    this.#items = this.#items.filter((toast) => toast.id !== id);
  }

  /** Another screen is shown. */
  leaveScreen(): void {
    this.#items = this.#items.filter(({ action }) => action === null);
  }

  #show(tone: Toast['tone'], read: () => string, action: ToastAction | null): void {
    const message = read();
    const others = this.#items.filter(
      (toast) => toast.message !== message && (action === null || toast.action === null),
    );
    const toast = {
      id: this.#nextId++,
      tone,
      get message() {
        return read();
      },
      action,
    };
    this.#items = [...others, toast].slice(-mostToasts);
  }
}

export const toasts = new Toasts();
api.onProblem((error) => toasts.showError(error));
