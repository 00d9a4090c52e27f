import { type AppError, toAppError } from '../../shared/ipc/app-error.ts';
import { describeError } from '../text/describe.ts';

/** Sends what a form holds, once at a time, and keeps what was wrong with it. */
export class Submission {
  #isUnderWay = $state(false);
  #problem = $state.raw<AppError | null>(null);

  get isUnderWay(): boolean {
    return this.#isUnderWay;
  }

  /** In words of the language of the moment, what no field of the form could show; null for nothing. */
  get problem(): string | null {
    return this.#problem === null ? null : describeError(this.#problem);
  }

  /**
   * @param request null for a form that cannot be sent as it is
   * @param reject lets the form show an error at its field; true where it did
   */
  async send<Request>(
    request: Request | null,
    { send, reject }: { send: (request: Request) => Promise<void>; reject: (error: AppError) => boolean },
  ): Promise<void> {
    if (request === null || this.#isUnderWay) return;
    this.#isUnderWay = true;
    this.#problem = null;
    try {
      await send(request);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (!reject(error)) this.#problem = error;
    } finally {
      this.#isUnderWay = false;
    }
  }
}
