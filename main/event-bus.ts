import type { PushedEvent } from '../shared/ipc/contract.ts';
import type { Publish } from './events.ts';
import type { Log } from './log.ts';

/** Carries pushed events from the services to whoever listens. */
export interface EventBus {
  readonly publish: Publish;
  /** Hears every event until what it returns is called. */
  subscribe(listener: (event: PushedEvent) => void): () => void;
}

/** A listener that fails is logged and disturbs neither the publisher nor the other listeners. */
export function createEventBus(log: Pick<Log, 'error'>): EventBus {
  const listeners = new Set<(event: PushedEvent) => void>();
  return {
    publish(name, payload) {
      // The compiler cannot see that a name and its own payload make a member of the union.
      const event = { name, payload } as PushedEvent;
      for (const listener of [...listeners]) {
        try {
          listener(event);
        } catch (error) {
          log.error({ event: name, error }, 'a listener failed');
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
