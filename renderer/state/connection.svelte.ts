import { api, type Api, type ConnectionState } from '../api.ts';

/** Whether this window is in touch with the app. */
export class Connection {
  #state = $state<ConnectionState>('connecting');

  constructor(client: Api) {
    this.#state = client.connection;
    client.onConnection((state) => {
      this.#state = state;
    });
  }

  get isLost(): boolean {
    return this.#state === 'lost';
  }
}

export const connection = new Connection(api);
