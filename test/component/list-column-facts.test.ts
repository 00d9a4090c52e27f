import { afterEach, expect, test } from 'vitest';
import { interfaceLanguage } from '../../renderer/text/language.svelte.ts';
import { listColumnFacts } from '../../renderer/text/list-column-facts.ts';

afterEach(() => interfaceLanguage.speak('en'));

const header = {
  Modality: 'DX',
  ViewPosition: 'PA',
  BodyPartExamined: 'CHEST',
  PatientSex: 'F',
  PatientAge: '045Y',
  StudyDate: '2019-03-04',
};

function toPairs(columns: Record<string, string>): readonly (readonly [string, string])[] {
  return listColumnFacts(columns).map(({ label, value }) => [label, value]);
}

test('what a DICOM header says is told as a radiologist says it', () => {
  expect(toPairs(header)).toEqual([
    ['Modality', 'Digital radiography (DX)'],
    ['View', 'Posteroanterior (PA)'],
    ['Body part', 'Chest'],
    ['Sex', 'Female'],
    ['Age', '45 years'],
    ['Study date', 'March 4, 2019'],
  ]);
});

test('so it is in Vietnamese', () => {
  interfaceLanguage.speak('vi');
  expect(toPairs(header)).toEqual([
    ['Phương thức chụp', 'X-quang kỹ thuật số (DX)'],
    ['Tư thế chụp', 'Sau trước (PA)'],
    ['Bộ phận chụp', 'Ngực'],
    ['Giới tính', 'Nữ'],
    ['Tuổi', '45 tuổi'],
    ['Ngày chụp', '4 tháng 3, 2019'],
  ]);
});

test.each([
  ['001D', '1 day'],
  ['010W', '10 weeks'],
  ['018M', '18 months'],
  ['45', '45'],
  ['0x5Y', '0x5Y'],
])('the age %s is %s', (age, value) => {
  expect(toPairs({ PatientAge: age })).toEqual([['Age', value]]);
});

test('what has no words stays as it is', () => {
  expect(toPairs({ Modality: 'QX', ViewPosition: 'SWIMMERS', StudyDate: 'spring' })).toEqual([
    ['Modality', 'QX'],
    ['View', 'SWIMMERS'],
    ['Study date', 'spring'],
  ]);
});

test('a table’s own columns are marked as its own, and empty ones left out', () => {
  expect(toPairs({ Ward: '3', modality: 'DX', Size: ' ', toString: 'x' })).toEqual([
    ['Column “Ward”', '3'],
    ['Column “modality”', 'DX'],
    ['Column “toString”', 'x'],
  ]);
  expect(listColumnFacts(null)).toEqual([]);
});
