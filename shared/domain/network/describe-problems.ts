import type { NetworkProblem } from './network-layer.ts';

/** What is wrong with a network in one text; layers are counted from 1, as people do. */
export function describeProblems(problems: readonly NetworkProblem[]): string {
  const lines = problems.map(({ layer, message }) =>
    layer === null ? message : `Layer ${layer + 1}: ${message}`,
  );
  return ['The network cannot be trained.', ...lines].join(' ');
}
