export const themeChoices = ['dark', 'light', 'system'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const storageKey = 'negatoscope.theme';

/** Dark, light or as the system has it; remembered in this browser or window. Dark unless chosen otherwise. */
export class Theme {
  #choice = $state<ThemeChoice>('dark');
  readonly #systemIsLight = window.matchMedia('(prefers-color-scheme: light)');

  constructor() {
    this.#choice = themeChoices.find((choice) => choice === readStoredChoice()) ?? 'dark';
    this.#systemIsLight.addEventListener('change', () => this.#apply());
    this.#apply();
  }

  get choice(): ThemeChoice {
    return this.#choice;
  }

  choose(choice: ThemeChoice): void {
    this.#choice = choice;
    storeChoice(choice);
    this.#apply();
  }

  #apply(): void {
    const system = this.#systemIsLight.matches ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = this.#choice === 'system' ? system : this.#choice;
  }
}

// A browser that forbids storage throws: the choice then lasts as long as the window.
function readStoredChoice(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function storeChoice(choice: ThemeChoice): void {
  try {
    localStorage.setItem(storageKey, choice);
  } catch {
    return;
  }
}

export const theme = new Theme();
