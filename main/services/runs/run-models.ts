import type { AskedModel, PixelFile } from '../../../shared/trainer-protocol.ts';
import { listMembers } from '../../db/ensembles.ts';
import { findRun, type StoredRun } from '../../db/runs.ts';
import type { ServiceContext } from '../service-context.ts';
import { toModelDirectory } from './run-files.ts';

/** A model that is asked when a run is asked. */
export interface RunModel {
  /** The run that trained it. */
  readonly run: StoredRun;
  readonly directory: string;
  /** Side of its input in pixels. */
  readonly imageSize: number;
}

/** The models that a run asks: its own, or an ensemble's members' in their order, whether their files are there or not. */
export function listRunModels(
  { database, home }: Pick<ServiceContext, 'database' | 'home'>,
  run: StoredRun,
): RunModel[] {
  const trained =
    run.kind === 'ensemble'
      ? listMembers(database, run.id).flatMap((member) => findRun(database, member.run) ?? [])
      : [run];
  return trained.map((each) => ({
    run: each,
    directory: toModelDirectory(home.runDirectory(each.id)),
    imageSize: each.settings.imageSize,
  }));
}

/** A pixel file for every size that models take; the first model's size comes first. */
export function planPixelFiles(models: readonly RunModel[], makePath: () => string): PixelFile[] {
  const sizes = new Set(models.map(({ imageSize }) => imageSize));
  return [...sizes].map((imageSize) => ({ path: makePath(), imageSize }));
}

/** Models as the trainer is told of them, each with the images of its size. */
export function toAskedModels(models: readonly RunModel[], files: readonly PixelFile[]): AskedModel[] {
  return models.map(({ directory, imageSize }) => {
    const pixels = files.find((file) => file.imageSize === imageSize);
    if (pixels === undefined) throw new Error(`no images of ${imageSize} pixels`);
    return { directory, pixels };
  });
}
