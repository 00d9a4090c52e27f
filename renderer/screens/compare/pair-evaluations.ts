import type { Evaluation, Run } from '../../../shared/domain/run.ts';
import type { ComparedRun } from '../../state/compared-runs.svelte.ts';

/** A run beside the baseline, each by its newest evaluation on the same images. */
export interface EvaluationPair {
  readonly run: Run;
  /** The baseline's evaluation. */
  readonly first: number;
  readonly second: number;
}

/** Where images lie that the baseline and at least one other run were evaluated on, those of most runs first. */
export function listSharedSources(
  compared: readonly ComparedRun[],
  baseline: ComparedRun,
): readonly string[] {
  const others = compared.filter((each) => each !== baseline);
  const sources = [...new Set(baseline.evaluations.map(({ sourcePath }) => sourcePath))];
  return sources
    .map((source) => ({ source, runs: others.filter((other) => findNewest(other, source) !== null).length }))
    .filter(({ runs }) => runs > 0)
    .toSorted((one, other) => other.runs - one.runs)
    .map(({ source }) => source);
}

/** Every other run that was evaluated on the images of a source, as the baseline was. */
export function pairEvaluations(
  compared: readonly ComparedRun[],
  baseline: ComparedRun,
  source: string,
): readonly EvaluationPair[] {
  const first = findNewest(baseline, source);
  if (first === null) return [];
  return compared.flatMap((other) => {
    const second = other === baseline ? null : findNewest(other, source);
    if (second === null) return [];
    return { run: other.run, first: first.evaluation, second: second.evaluation };
  });
}

/** Evaluations are listed with the newest first. */
function findNewest({ evaluations }: ComparedRun, source: string): Evaluation | null {
  return evaluations.find(({ sourcePath }) => sourcePath === source) ?? null;
}
