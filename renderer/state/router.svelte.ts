import { parseRoute, toHash, type Route } from '../route.ts';

/** The window's place, kept in the address's hash so that back, forward and deep links work. */
export class Router {
  #route = $state.raw<Route>(parseRoute(location.hash));
  #canGoBack = $state(false);
  #canGoForward = $state(false);

  constructor() {
    window.addEventListener('hashchange', () => {
      this.#route = parseRoute(location.hash);
      this.#look();
    });
    this.#look();
  }

  get route(): Route {
    return this.#route;
  }

  get canGoBack(): boolean {
    return this.#canGoBack;
  }

  get canGoForward(): boolean {
    return this.#canGoForward;
  }

  /** Goes to a route. With `replace` the present one is left out of the history. */
  open(route: Route, options: { replace?: boolean } = {}): void {
    if (options.replace === true) location.replace(toHash(route));
    else location.hash = toHash(route);
  }

  /** Goes to what a link leads to, such as `#/runs/5`. */
  openHash(hash: string): void {
    location.hash = hash;
  }

  goBack(): void {
    history.back();
  }

  goForward(): void {
    history.forward();
  }

  /** A browser that does not tell where in its history it is gets both buttons: one may do nothing. */
  #look(): void {
    const known = 'navigation' in window ? window.navigation : null;
    this.#canGoBack = known?.canGoBack ?? true;
    this.#canGoForward = known?.canGoForward ?? true;
  }
}

export const router = new Router();
