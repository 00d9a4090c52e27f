import { expect, test } from 'vitest';
import { flagDicom } from '../../../main/services/predictions/flag-dicom.ts';
import { makeDicomHeader } from '../../fixtures/make-dicom-header.ts';

test.each([
  ['a frontal chest radiograph', {}, []],
  ['nothing said', { modality: null, bodyPartExamined: null, viewPosition: null }, []],
  ['a computed radiograph in small letters', { modality: ' cr ', bodyPartExamined: 'chest' }, []],
  ['a digitised film', { modality: 'RG' }, []],
  ['fluoroscopy', { modality: 'RF' }, []],
  ['the unofficial DR', { modality: 'DR' }, []],
  ['a modality that says nothing', { modality: 'OT', bodyPartExamined: 'UNKNOWN' }, []],
  ['CT', { modality: 'CT' }, ['not-a-radiograph']],
  ['MR of the brain', { modality: 'MR', bodyPartExamined: 'BRAIN' }, ['not-a-radiograph', 'not-a-chest']],
  ['mammography', { modality: 'MG', bodyPartExamined: null }, ['not-a-chest']],
  ['a panoramic view of teeth', { modality: 'PX', bodyPartExamined: 'JAW' }, ['not-a-chest']],
  ['a hand', { bodyPartExamined: 'HAND' }, ['not-a-chest']],
  ['the thoracic spine', { bodyPartExamined: 'TSPINE' }, ['not-a-chest']],
  ['the thorax', { bodyPartExamined: 'THORAX' }, []],
  ['the thorax in Spanish', { bodyPartExamined: 'Tórax' }, []],
  ['a portable chest', { bodyPartExamined: 'PORT CHEST' }, []],
  ['chest and abdomen', { bodyPartExamined: 'CHESTABDOMEN' }, []],
  ['the left lateral view', { viewPosition: 'LL' }, ['lateral-view']],
  ['the right lateral view', { viewPosition: 'RL' }, ['lateral-view']],
  ['a lateral view in words', { viewPosition: 'Left Lateral' }, ['lateral-view']],
  ['a frontal view of who lies on the side', { viewPosition: 'LLD' }, []],
  ['the same in words', { viewPosition: 'LATERAL DECUBITUS' }, []],
  ['an oblique view', { viewPosition: 'LLO' }, []],
  ['two frames', { frames: 2 }, ['several-frames']],
])('%s', (_what, said, flags) => {
  expect(flagDicom(makeDicomHeader(said))).toEqual(flags);
});
