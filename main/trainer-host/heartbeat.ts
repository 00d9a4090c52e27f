/** How often the trainer is asked for a sign of life, and how long it may stay silent. */
export interface HeartbeatTimings {
  readonly pingIntervalMs: number;
  /** Silence after which a trainer that had started counts as hung. */
  readonly silenceLimitMs: number;
  /** The same until its engine is ready: a GPU's first start may compile for minutes. */
  readonly startLimitMs: number;
}

export interface HeartbeatOptions {
  readonly timings: HeartbeatTimings;
  readonly ping: (sequence: number) => void;
  /** @param silentMs how long it has been silent by then */
  readonly onSilence: (silentMs: number) => void;
}

/**
 * Pings at an interval and counts the beats since the other side was last heard. Silence is measured in beats
 * and not by a clock, so a laptop that slept for an hour doesn't kill a healthy trainer on waking.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #timer: NodeJS.Timeout;
  #sequence = 0;
  #silentBeats = 0;
  #hasStarted = false;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#timer = setInterval(() => {
      this.#beat();
    }, options.timings.pingIntervalMs);
    this.#timer.unref();
  }

  /** The other side was heard. */
  hear(): void {
    this.#silentBeats = 0;
  }

  /** The other side is ready: from now on, the shorter limit holds. */
  markStarted(): void {
    this.#hasStarted = true;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    const { timings, ping, onSilence } = this.#options;
    const silentMs = this.#silentBeats * timings.pingIntervalMs;
    if (silentMs >= (this.#hasStarted ? timings.silenceLimitMs : timings.startLimitMs)) {
      this.stop();
      onSilence(silentMs);
      return;
    }
    this.#silentBeats += 1;
    ping(this.#sequence++);
  }
}
