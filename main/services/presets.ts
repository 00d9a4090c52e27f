import { randomUUID } from 'node:crypto';
import { type LayerTable, type Preset, presets } from '../../shared/domain/preset.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import { askIfMeant } from '../nearest-word.ts';
import type { ServiceContext } from './service-context.ts';

export interface PresetService {
  list(): readonly Preset[];
  /**
   * Builds a preset's network in the trainer and describes it.
   *
   * @param imageSize side of the square input in pixels; null for the preset's own
   * @param classes how many the network tells apart
   * @throws AppError preset-not-found, engine-unavailable
   */
  show(preset: string, imageSize: number | null, classes: number): Promise<LayerTable>;
}

export function createPresetService({ openTrainer }: Pick<ServiceContext, 'openTrainer'>): PresetService {
  return {
    list: () => presets,
    async show(name, imageSize, classes) {
      const preset = findPreset(name);
      const described = await openTrainer().run({
        type: 'describe-model',
        jobId: randomUUID(),
        preset: preset.name,
        imageSize: imageSize ?? preset.imageSize,
        classes,
      });
      return described.table;
    },
  };
}

/**
 * Finds a preset by its name.
 *
 * @throws AppError preset-not-found, naming the known ones
 */
export function findPreset(name: string): Preset {
  const preset = presets.find((candidate) => candidate.name === name);
  if (preset !== undefined) return preset;
  const known = presets.map((candidate) => candidate.name);
  throw new AppError(
    'preset-not-found',
    `There is no preset "${name}".${askIfMeant(name, known)} Known are: ${known.join(', ')}.`,
    { preset: name },
  );
}
