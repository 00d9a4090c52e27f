import type { Decisions, ImageTrail } from '../../shared/domain/image-trail.ts';
import type { PlacedImage } from '../../shared/domain/patient-record.ts';
import { AppError } from '../../shared/ipc/app-error.ts';
import type { MethodOutput, ParsedInput } from '../../shared/ipc/contract.ts';
import type { ImagePlace } from '../../shared/ipc/methods/viewer.ts';
import { listEvaluatedImages } from '../db/evaluated-images.ts';
import { findPlacedImage, listPatientImages } from '../db/patients.ts';
import type { DatasetImageService } from './dataset-images.ts';
import type { ServiceContext } from './service-context.ts';

/** What the viewer shows. */
export interface ViewerService {
  /**
   * One image among those that it was opened from, and with its patient's others.
   *
   * @throws AppError image-not-found, and of a trail along a run's predictions run-not-found
   */
  showImage(input: ParsedInput<'viewer:show-image'>): Promise<MethodOutput<'viewer:show-image'>>;
}

export function createViewerService(
  { database }: Pick<ServiceContext, 'database'>,
  images: DatasetImageService,
): ViewerService {
  async function findPlace(
    image: PlacedImage,
    patientImages: readonly PlacedImage[],
    trail: ImageTrail,
  ): Promise<ImagePlace> {
    switch (trail.kind) {
      case 'dataset':
        return await images.findPlace({ dataset: image.datasetId, image: image.id, ...trail.query });
      case 'patient':
        return findPlaceAmong(
          patientImages.map(({ id }) => id),
          image.id,
        );
      case 'decisions':
        return findPlaceAmong(listDecidedImages(trail.decisions), image.id);
    }
  }

  function listDecidedImages(decisions: Decisions): readonly number[] {
    const evaluated = listEvaluatedImages(database, { ...decisions, offset: 0, limit: -1 });
    // Copies of one image lie in several places of the evaluation, and once in the library.
    return [...new Set(evaluated?.images.flatMap(({ imageId }) => imageId ?? []))];
  }

  return {
    async showImage({ image: id, trail }) {
      const image = findPlacedImage(database, id);
      if (image === null) {
        throw new AppError(
          'image-not-found',
          'This image is not in the library any more: its dataset was deleted.',
          { image: id },
        );
      }
      const patientImages = listPatientImages(database, image.patient);
      const place = await findPlace(image, patientImages, trail);
      return { image, ...place, ofPatient: patientImages.filter((other) => other.id !== id) };
    },
  };
}

function findPlaceAmong(ids: readonly number[], id: number): ImagePlace {
  const place = ids.indexOf(id);
  if (place === -1) return { previous: null, next: null, position: null, total: ids.length };
  return {
    previous: ids[place - 1] ?? null,
    next: ids[place + 1] ?? null,
    position: place + 1,
    total: ids.length,
  };
}
