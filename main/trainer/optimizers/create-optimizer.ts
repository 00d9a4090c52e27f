import type { RunSettings } from '../../../shared/domain/run-settings.ts';
import type { Weight } from '../fused/trainable-layer.ts';
import { createAdadeltaRule } from './adadelta.ts';
import { createAdagradRule } from './adagrad.ts';
import { createAdamRule } from './adam.ts';
import { createAdamaxRule } from './adamax.ts';
import { createAdamwRule } from './adamw.ts';
import { averageWeights } from './average-weights.ts';
import { createOptimizer, type Optimizer, type UpdateRule } from './optimizer.ts';
import { createRmspropRule } from './rmsprop.ts';
import { createSgdRule } from './sgd.ts';

export type OptimizerSettings = Pick<
  RunSettings,
  'optimizer' | 'momentum' | 'nesterov' | 'weightDecay' | 'emaMomentum'
>;

const rules: Readonly<Record<RunSettings['optimizer'], (settings: OptimizerSettings) => UpdateRule>> = {
  sgd: createSgdRule,
  rmsprop: createRmspropRule,
  adam: createAdamRule,
  adamw: createAdamwRule,
  adagrad: createAdagradRule,
  adadelta: createAdadeltaRule,
  adamax: createAdamaxRule,
};

/**
 * The optimizer that a run's settings name; the caller disposes it.
 *
 * @param weights what it moves
 * @param averaged what running averages are kept of, where the settings ask for them
 */
export function createOptimizerOf(
  settings: OptimizerSettings,
  weights: readonly Weight[],
  averaged: readonly Weight[] = weights,
): Optimizer {
  const optimizer = createOptimizer(weights, rules[settings.optimizer](settings));
  return settings.emaMomentum === 0 ? optimizer : averageWeights(optimizer, averaged, settings.emaMomentum);
}
