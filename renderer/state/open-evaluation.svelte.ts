import type {
  EvaluatedImage,
  EvaluatedImages,
  EvaluationScores,
  MatrixCell,
} from '../../shared/domain/evaluated-image.ts';
import type { ConfusionMatrix } from '../../shared/domain/metric.ts';
import {
  calculateSensitivity,
  calculateSpecificity,
  countDecisions,
  type BinaryCounts,
} from '../../shared/domain/statistics/binary-counts.ts';
import {
  calculateShareRight,
  countCalls,
  decideClass,
} from '../../shared/domain/statistics/class-decisions.ts';
import { countClasses } from '../../shared/domain/statistics/labelled-scores.ts';
import {
  calculatePredictiveValues,
  type PredictiveValues,
} from '../../shared/domain/statistics/predictive-values.ts';
import { api, type Api } from '../api.ts';
import { Loadable } from './loadable.svelte.ts';

/** Which images are listed: one cell of the confusion matrix, or every wrong decision. */
export type ImageChoice = MatrixCell | 'mistakes';

export interface Rates {
  readonly sensitivity: number | null;
  readonly specificity: number | null;
  readonly accuracy: number;
}

const noCounts: BinaryCounts = { trueNegatives: 0, falsePositives: 0, falseNegatives: 0, truePositives: 0 };

/** A slider moves faster than images can be asked for: they are, once it has rested this long. */
const restMs = 150;

/** One evaluation looked at closely: what it would be at any operating point, and its images. */
export class OpenEvaluation {
  readonly scores = new Loadable<EvaluationScores>();
  readonly images = new Loadable<EvaluatedImages>();
  readonly #api: Api;
  readonly #evaluation: number;
  #threshold = $state(0.5);
  #prevalence = $state<number | null>(null);
  #choice = $state.raw<ImageChoice | null>(null);
  #timer: ReturnType<typeof setTimeout> | null = null;

  readonly counts: BinaryCounts = $derived(
    this.scores.value === null ? noCounts : countDecisions(this.scores.value, this.#threshold),
  );
  /** The share of positive images among these; 0 without images. */
  readonly shareOfPositives: number = $derived.by(() => {
    const { positives, negatives } = countClasses(this.scores.value?.labels ?? []);
    return positives / Math.max(1, positives + negatives);
  });
  readonly #rows: number[][] = $derived.by(() => {
    const { classes = [], byClass = null } = this.scores.value ?? {};
    if (byClass !== null) {
      const calls = byClass.probabilities.map((own) => decideClass(own, this.#threshold));
      return countCalls(byClass.labels, calls, classes.length);
    }
    const { trueNegatives, falsePositives, falseNegatives, truePositives } = this.counts;
    return [
      [trueNegatives, falsePositives],
      [falseNegatives, truePositives],
    ];
  });
  readonly rates: Rates = $derived({
    sensitivity: calculateSensitivity(this.counts),
    specificity: calculateSpecificity(this.counts),
    accuracy: calculateShareRight(this.#rows),
  });
  readonly predictiveValues: PredictiveValues = $derived(
    calculatePredictiveValues(this.rates, this.prevalence),
  );

  constructor(evaluation: number, threshold: number, client: Api = api) {
    this.#evaluation = evaluation;
    this.#threshold = threshold;
    this.#api = client;
  }

  get threshold(): number {
    return this.#threshold;
  }

  /** As stated; that of these images where none is. */
  get prevalence(): number {
    return this.#prevalence ?? this.shareOfPositives;
  }

  get choice(): ImageChoice | null {
    return this.#choice;
  }

  /** Rows are the true class, columns the predicted one; the negative class first. */
  get matrix(): ConfusionMatrix {
    return { classes: this.scores.value?.classes ?? [], rows: this.#rows };
  }

  async load(): Promise<void> {
    await this.scores.load(() => this.#api.call('evaluations:scores', { evaluation: this.#evaluation }));
  }

  /** @param threshold in [0, 1]; anything else is left */
  setThreshold(threshold: number): void {
    if (!(threshold >= 0 && threshold <= 1)) return;
    this.#threshold = threshold;
    if (this.#choice === null) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#loadImages(), restMs);
  }

  /** @param prevalence in [0, 1]; null takes that of these images */
  setPrevalence(prevalence: number | null): void {
    this.#prevalence = prevalence;
  }

  /**
   * Lists the images of a choice; null closes the list.
   *
   * @param reached an image that the list is to be long enough for; null for the first ones alone
   */
  async choose(choice: ImageChoice | null, reached: number | null = null): Promise<void> {
    this.#choice = choice;
    this.images.clear();
    if (choice === null) return;
    await this.#loadImages();
    while (reached !== null && choice === this.#choice && this.#canReach(reached)) await this.showMore();
  }

  /** Adds the next images to those that are listed. */
  async showMore(): Promise<void> {
    const listed = this.images.value?.images ?? [];
    await this.#loadImages(listed);
  }

  /** Whether an image may be among those that are not listed yet. */
  #canReach(image: number): boolean {
    const { value, error } = this.images;
    if (value === null || error !== null || value.images.length >= value.total) return false;
    return value.images.every(({ imageId }) => imageId !== image);
  }

  async #loadImages(listed: readonly EvaluatedImage[] = []): Promise<void> {
    const choice = this.#choice;
    if (choice === null) return;
    await this.images.load(async () => {
      const { total, images } = await this.#api.call('evaluations:images', {
        evaluation: this.#evaluation,
        threshold: this.#threshold,
        cell: choice === 'mistakes' ? null : choice,
        offset: listed.length,
        limit: 24,
      });
      return { total, images: [...listed, ...images] };
    });
  }
}
