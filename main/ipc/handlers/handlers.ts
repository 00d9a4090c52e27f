import type { MethodName, MethodOutput, ParsedInput } from '../../../shared/ipc/contract.ts';
import type { Services } from '../../services/services.ts';
import { createAppHandlers } from './app.ts';
import { createAugmentationHandlers } from './augmentation.ts';
import { createDatasetHandlers } from './datasets.ts';
import { createDefaultModelHandlers } from './default-model.ts';
import { createEnsembleHandlers } from './ensembles.ts';
import { createEvaluationHandlers } from './evaluations.ts';
import { createFeatureMapHandlers } from './feature-maps.ts';
import { createFolderHandlers } from './folders.ts';
import { createHomeHandlers } from './home.ts';
import { createImportHandlers } from './imports.ts';
import { createNetworkHandlers } from './networks.ts';
import { createPatientHandlers } from './patients.ts';
import { createPredictionHandlers } from './predictions.ts';
import { createPresetHandlers } from './presets.ts';
import { createRunHandlers } from './runs.ts';
import { createSettingsHandlers } from './settings.ts';
import { createStressHandlers } from './stress.ts';
import { createStudyHandlers } from './studies.ts';

/** One function a method: takes parsed input, gives what the contract says, and holds no logic. */
export type Handlers = {
  readonly [Name in MethodName]: (input: ParsedInput<Name>) => Promise<MethodOutput<Name>>;
};

/** The handlers of the methods whose names begin with a domain. */
export type HandlersOf<Domain extends string> = Pick<Handlers, Extract<MethodName, `${Domain}:${string}`>>;

/** Every method of the contract; the compiler sees to it that none is missing. */
export function createHandlers(services: Services): Handlers {
  return {
    ...createAppHandlers(services),
    ...createSettingsHandlers(services),
    ...createHomeHandlers(services),
    ...createFolderHandlers(),
    ...createImportHandlers(services),
    ...createDatasetHandlers(services),
    ...createPresetHandlers(services),
    ...createNetworkHandlers(),
    ...createRunHandlers(services),
    ...createStudyHandlers(services),
    ...createEnsembleHandlers(services),
    ...createAugmentationHandlers(services),
    ...createStressHandlers(services),
    ...createEvaluationHandlers(services),
    ...createPredictionHandlers(services),
    ...createFeatureMapHandlers(services),
    ...createDefaultModelHandlers(services),
    ...createPatientHandlers(services),
  };
}
