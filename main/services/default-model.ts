import type { Reference } from '../../shared/domain/name.ts';
import { findDefaultModel, saveDefaultModel } from '../db/default-model.ts';
import { resolveJudgingRun } from './runs/resolve-run.ts';
import type { ServiceContext } from './service-context.ts';
import { installShippedModel } from './shipped-model.ts';

/** Which model is asked unless another is chosen. */
export interface DefaultModelService {
  /** The one chosen; where none was, the model that comes with the app, which enters the library here. */
  show(): { run: number | null };
  /** @throws AppError run-not-found, run-without-model, operating-point-missing */
  set(reference: Reference): { run: number };
}

/** @param options.shippedModel the folder of the model that comes with the app; null where none does */
export function createDefaultModelService(
  context: ServiceContext,
  options: { readonly shippedModel: string | null },
): DefaultModelService {
  let isShippedModelSeenTo = false;
  return {
    show() {
      if (!isShippedModelSeenTo) installShippedModel(context, options.shippedModel);
      isShippedModelSeenTo = true;
      return { run: findDefaultModel(context.database) };
    },
    set(reference) {
      const { id: run } = resolveJudgingRun(context, reference);
      saveDefaultModel(context.database, run);
      context.publish('default-model:changed', { run });
      return { run };
    },
  };
}
