import type { Review, Verdict } from '../../shared/domain/prediction.ts';
import { api, type Api } from '../api.ts';

/** What readers say of predictions. */
export class Reviews {
  readonly #api: Api;

  constructor(client: Api) {
    this.#api = client;
  }

  /** Hears of every review, whichever window it was written in; call what it returns to hear no more. */
  onWritten(listener: (prediction: number, review: Review) => void): () => void {
    return this.#api.onEvent('prediction:reviewed', ({ prediction, review }) => listener(prediction, review));
  }

  /** Hears, by whatever window a prediction is given another patient, until what it returns is called. */
  onPatientSet(listener: (prediction: number, patient: string | null) => void): () => void {
    return this.#api.onEvent('prediction:patient-set', ({ prediction, patient }) =>
      listener(prediction, patient),
    );
  }

  /** @throws AppError prediction-not-found, connection-lost */
  async write(prediction: number, verdict: Verdict | null, comment: string): Promise<Review> {
    return await this.#api.call('predictions:review', { prediction, verdict, comment });
  }

  /** @param patient null says that nobody knows whose image it is */
  async setPatient(prediction: number, patient: string | null): Promise<void> {
    await this.#api.call('predictions:set-patient', { prediction, patient });
  }
}

export const reviews = new Reviews(api);
