import type { PredictionFlag } from '../../../shared/domain/prediction.ts';
import type { DicomHeader } from '../../library/dicom/dicom-image.ts';

/**
 * Modalities of projection radiography by DICOM PS3.3, C.7.3.1.1.1, with its retired CF, DF and DS, and DR, which it
 * does not define and devices write. Of the teeth and the breast, too: those are flagged by what they show.
 */
const radiographModalities: ReadonlySet<string> = new Set('CF CR DF DR DS DX IO MG PX RF RG XA'.split(' '));
/** Intra-oral radiography, mammography and panoramic X-ray show one part of the body each. */
const modalitiesOfOtherParts: ReadonlySet<string> = new Set(['IO', 'MG', 'PX']);
/** What says that nothing is known, as OT (other) says of a modality: films that were scanned carry it. */
const saysNothing: ReadonlySet<string> = new Set(['OT', 'OTHER', 'UNKNOWN', 'UNDEFINED', 'NONE']);

/** What the header of a DICOM image says that a careful reader of a prediction should know. */
export function flagDicom({
  modality,
  bodyPartExamined,
  viewPosition,
  frames,
}: DicomHeader): PredictionFlag[] {
  const said = toWords(modality);
  const flags: PredictionFlag[] = [];
  if (said !== '' && !radiographModalities.has(said)) flags.push('not-a-radiograph');
  if (modalitiesOfOtherParts.has(said) || !mayBeChest(toWords(bodyPartExamined))) flags.push('not-a-chest');
  if (isLateral(toWords(viewPosition))) flags.push('lateral-view');
  if (frames > 1) flags.push('several-frames');
  return flags;
}

/**
 * Besides CHEST and CHESTABDOMEN (PS3.16, annex L), devices write CHEST_PA, THORAX, TÓRAX, LUNGS and the like. Of the
 * thoracic spine, TSPINE, a model of the chest has nothing to say.
 */
function mayBeChest(bodyPart: string): boolean {
  return bodyPart === '' || /CHEST|THORAX|TORAX|LUNG|NGUC/.test(bodyPart);
}

/**
 * LL and RL are the left and the right lateral view (PS3.3, C.8.1.1); others write LAT, LATERAL, LLAT. Lying on the
 * side (decubitus) is a frontal view, and an oblique one is neither.
 */
function isLateral(view: string): boolean {
  return view === 'LL' || view === 'RL' || (view.includes('LAT') && !/DEC|OBL/.test(view));
}

/** Upper case without accents; empty for what says nothing. */
function toWords(value: string | null): string {
  const words = (value ?? '').normalize('NFD').replaceAll(/\p{M}/gu, '').trim().toUpperCase();
  return saysNothing.has(words) ? '' : words;
}
