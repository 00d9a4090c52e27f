import { parseRoute, toHash, type Route } from '../route.ts';

/** The window's place, kept in the address's hash so that back, forward and deep links work. */
export class Router {
  #route = $state.raw<Route>(parseRoute(location.hash));

  constructor() {
    window.addEventListener('hashchange', () => {
      this.#route = parseRoute(location.hash);
    });
  }

  get route(): Route {
    return this.#route;
  }

  /** Goes to a route. With `replace` the present one is left out of the history. */
  open(route: Route, options: { replace?: boolean } = {}): void {
    if (options.replace === true) location.replace(toHash(route));
    else location.hash = toHash(route);
  }
}

export const router = new Router();
