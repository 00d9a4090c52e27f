import type { EngineChoice, EngineDescription } from '../../shared/domain/engine.ts';
import type { MethodOutput } from '../../shared/ipc/contract.ts';
import type { AugmentationService } from './augmentation.ts';
import type { Desktop } from '../desktop.ts';
import { createDatasetService, type DatasetService } from './datasets.ts';
import { createDefaultModelService, type DefaultModelService } from './default-model.ts';
import type { DiagnosticsService } from './diagnostics.ts';
import type { EnsembleService } from './ensembles.ts';
import type { EvaluationService } from './evaluations.ts';
import type { FeatureMapService } from './feature-maps.ts';
import { createHomeService, type HomeService } from './home.ts';
import type { ImportService } from './imports.ts';
import { createPatientService, type PatientService } from './patients.ts';
import type { PredictionService } from './predictions.ts';
import { createPresetService, type PresetService } from './presets.ts';
import { createRunService, type RunService } from './runs.ts';
import type { ServiceContext } from './service-context.ts';
import { createSettingsService, type SettingsService } from './settings.ts';
import type { StressService } from './stress.ts';
import { createStudyService, type StudyService } from './studies.ts';
import { createViewerService, type ViewerService } from './viewer.ts';

/** The use cases. Those that decode images are loaded when they are first asked for. */
export interface Services {
  readonly home: HomeService;
  /** Where the log's files lie. */
  readonly logsDirectory: string;
  readonly settings: SettingsService;
  readonly datasets: DatasetService;
  readonly presets: PresetService;
  readonly runs: RunService;
  readonly studies: StudyService;
  readonly patients: PatientService;
  readonly viewer: ViewerService;
  readonly defaultModel: DefaultModelService;
  readonly imports: () => Promise<ImportService>;
  readonly augmentation: () => Promise<AugmentationService>;
  readonly stress: () => Promise<StressService>;
  readonly ensembles: () => Promise<EnsembleService>;
  readonly evaluations: () => Promise<EvaluationService>;
  readonly predictions: () => Promise<PredictionService>;
  readonly featureMaps: () => Promise<FeatureMapService>;
  readonly diagnostics: () => Promise<DiagnosticsService>;
  readonly describe: () => MethodOutput<'app:describe'>;
  /** Null where the app has no desktop of its own to show things on. */
  readonly desktop: Desktop | null;
  /** Ends what runs: imports are cancelled, runs interrupted. */
  close(): Promise<void>;
}

export interface ServicesOptions {
  /** The images that come with the app; null where they were left out. */
  readonly samplesDirectory: string | null;
  /** The folder of the model that comes with the app; null where it was left out. */
  readonly shippedModel: string | null;
  /** What is known of the application itself. */
  readonly describe: Services['describe'];
  readonly desktop: Services['desktop'];
  /** Waits until no call of a method that is at work now is any more. */
  readonly settle: () => Promise<void>;
  /** A description of the engine that `auto` would choose, where the one asked for cannot run. */
  readonly describeAnyEngine: () => Promise<EngineDescription>;
  /** Starts a trainer of another engine in the place of the present one. */
  readonly changeEngine: (engine: EngineChoice) => Promise<void>;
}

/** Makes the services of an open application. */
export function createServices(context: ServiceContext, options: ServicesOptions): Services {
  const home = createHomeService(context, options);
  const datasets = createDatasetService(context);
  const runs = createRunService(context);
  const studies = createStudyService(context, runs);
  const imports = loadOnce(async () => {
    const { createImportService } = await import('./imports.ts');
    return createImportService({ ...context, samplesDirectory: options.samplesDirectory });
  });
  return {
    settings: createSettingsService(context, options),
    datasets,
    presets: createPresetService(context),
    runs,
    studies,
    patients: createPatientService(context),
    viewer: createViewerService(context, datasets.images),
    defaultModel: createDefaultModelService(context, options),
    imports: imports.get,
    augmentation: loadOnce(async () =>
      (await import('./augmentation.ts')).createAugmentationService(context, datasets),
    ).get,
    stress: loadOnce(async () => (await import('./stress.ts')).createStressService(context)).get,
    ensembles: loadOnce(async () => (await import('./ensembles.ts')).createEnsembleService(context)).get,
    evaluations: loadOnce(async () => (await import('./evaluations.ts')).createEvaluationService(context))
      .get,
    predictions: loadOnce(async () => (await import('./predictions.ts')).createPredictionService(context))
      .get,
    featureMaps: loadOnce(async () => (await import('./feature-maps.ts')).createFeatureMapService(context))
      .get,
    diagnostics: loadOnce(async () =>
      (await import('./diagnostics.ts')).createDiagnosticsService(context, options),
    ).get,
    describe: options.describe,
    desktop: options.desktop,
    home,
    logsDirectory: context.home.logsDirectory,
    async close() {
      await Promise.all([
        home.close(),
        runs.close(),
        studies.close(),
        imports.peek()?.then((service) => service.close()),
      ]);
    },
  };
}

/** A value that is made at the first call; `peek` gives it only where it was made. */
function loadOnce<Value>(load: () => Promise<Value>): {
  get: () => Promise<Value>;
  peek: () => Promise<Value> | null;
} {
  let value: Promise<Value> | null = null;
  return { get: () => (value ??= load()), peek: () => value };
}
