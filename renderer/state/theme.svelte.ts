import { themeChoiceSchema, type ThemeChoice } from '../../shared/domain/app-settings.ts';
import { readRemembered, remember } from './remembered.ts';

export type { ThemeChoice };
export const themeChoices = themeChoiceSchema.options;

const storageKey = 'negatoscope.theme';

/** Dark, light or as the system has it; remembered in this browser or window. Dark unless chosen otherwise. */
export class Theme {
  #choice = $state<ThemeChoice>('dark');
  readonly #systemIsLight = window.matchMedia('(prefers-color-scheme: light)');

  constructor() {
    this.#choice = themeChoiceSchema.catch('dark').parse(readRemembered(storageKey));
    this.#systemIsLight.addEventListener('change', () => this.#apply());
    this.#apply();
  }

  get choice(): ThemeChoice {
    return this.#choice;
  }

  choose(choice: ThemeChoice): void {
    this.#choice = choice;
    remember(storageKey, choice);
    this.#apply();
  }

  #apply(): void {
    const system = this.#systemIsLight.matches ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = this.#choice === 'system' ? system : this.#choice;
  }
}

export const theme = new Theme();
