/** Where a job waits while it is paused. */
export interface Hold {
  /** Asks the job to wait at its next batch. */
  pause(): void;
  continue(): void;
  /** Called by the job between batches: waits while it is paused, and not once it is to end. */
  pass(): Promise<void>;
  /** How long the job has waited so far, in milliseconds. */
  readonly heldMs: number;
}

/**
 * @param signal aborted when the job is to end, paused or not
 * @param onHeld told when the job begins to wait, and when it goes on
 */
export function createHold(signal: AbortSignal, onHeld: (isHeld: boolean) => void): Hold {
  let paused: PromiseWithResolvers<void> | null = null;
  let heldMs = 0;
  const isHeld = (): boolean => paused !== null && !signal.aborted;
  signal.addEventListener('abort', () => paused?.resolve(), { once: true });

  return {
    pause() {
      paused ??= Promise.withResolvers();
    },
    continue() {
      paused?.resolve();
      paused = null;
    },
    async pass() {
      if (!isHeld()) return;
      const began = performance.now();
      onHeld(true);
      // Paused anew while the promise's end is on its way here: it goes on waiting.
      while (isHeld()) await paused?.promise;
      heldMs += performance.now() - began;
      onHeld(false);
    },
    get heldMs() {
      return heldMs;
    },
  };
}
