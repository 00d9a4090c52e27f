import {
  defaultAppSettings,
  languageChoiceSchema,
  type AppSettings,
  type LanguageChoice,
} from '../../shared/domain/app-settings.ts';
import { api, type Api } from '../api.ts';
import { chooseLanguage, interfaceLanguage } from '../text/language.svelte.ts';
import { readRemembered, remember } from './remembered.ts';
import { theme, type ThemeChoice } from './theme.svelte.ts';

const languageKey = 'negatoscope.language';

/**
 * What the user chose for the app. The library keeps it; this window remembers language and theme as well, so
 * that the first thing it draws is in the right ones.
 */
export class Preferences {
  readonly #api: Api;
  #settings = $state.raw<AppSettings>({
    ...defaultAppSettings,
    theme: theme.choice,
    language: languageChoiceSchema.catch('system').parse(readRemembered(languageKey)),
  });
  #isChangingEngine = $state(false);

  constructor(client: Api) {
    this.#api = client;
    client.onEvent('settings:changed', (settings) => this.#take(settings));
    client.onReconnected(() => void this.refresh());
    window.addEventListener('languagechange', () => this.#speak());
    this.#speak();
  }

  get language(): LanguageChoice {
    return this.#settings.language;
  }

  get engine(): AppSettings['engine'] {
    return this.#settings.engine;
  }

  get isChangingEngine(): boolean {
    return this.#isChangingEngine;
  }

  async refresh(): Promise<void> {
    this.#take(await this.#api.call('settings:show', {}));
  }

  /** Shows the language at once, then keeps it. @throws AppError where it could not be kept */
  async chooseLanguage(language: LanguageChoice): Promise<void> {
    this.#take({ ...this.#settings, language });
    await this.#api.call('settings:change', { language });
  }

  /** Shows the theme at once, then keeps it. @throws AppError where it could not be kept */
  async chooseTheme(choice: ThemeChoice): Promise<void> {
    this.#take({ ...this.#settings, theme: choice });
    await this.#api.call('settings:change', { theme: choice });
  }

  /** @throws AppError run-busy, engine-unavailable: the present engine stays */
  async chooseEngine(engine: AppSettings['engine']): Promise<void> {
    this.#isChangingEngine = true;
    try {
      this.#take(await this.#api.call('settings:change', { engine }));
    } finally {
      this.#isChangingEngine = false;
    }
  }

  #take(settings: AppSettings): void {
    this.#settings = settings;
    remember(languageKey, settings.language);
    if (settings.theme !== theme.choice) theme.choose(settings.theme);
    this.#speak();
  }

  #speak(): void {
    const { language } = this.#settings;
    interfaceLanguage.speak(language === 'system' ? chooseLanguage(navigator.languages) : language);
  }
}

export const preferences = new Preferences(api);
