export type OverlayName = 'palette' | 'shortcuts';

/** What lies over every screen: the command palette, or the sheet of shortcuts. One at a time. */
export class Overlay {
  #shown = $state<OverlayName | null>(null);

  get shown(): OverlayName | null {
    return this.#shown;
  }

  show(name: OverlayName): void {
    this.#shown = name;
  }

  toggle(name: OverlayName): void {
    this.#shown = this.#shown === name ? null : name;
  }

  close(): void {
    this.#shown = null;
  }
}

export const overlay = new Overlay();
