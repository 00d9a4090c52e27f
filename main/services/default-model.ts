import type { Reference } from '../../shared/domain/name.ts';
import { findDefaultModel, saveDefaultModel } from '../db/default-model.ts';
import { resolveRunWithModel } from './runs/resolve-run.ts';
import type { ServiceContext } from './service-context.ts';

/** Which model is asked unless another is chosen. */
export interface DefaultModelService {
  show(): { run: number | null };
  /** @throws AppError run-not-found, run-without-model */
  set(reference: Reference): { run: number };
}

export function createDefaultModelService(context: ServiceContext): DefaultModelService {
  return {
    show: () => ({ run: findDefaultModel(context.database) }),
    set(reference) {
      const { id: run } = resolveRunWithModel(context, reference);
      saveDefaultModel(context.database, run);
      context.publish('default-model:changed', { run });
      return { run };
    },
  };
}
