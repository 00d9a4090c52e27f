/**
 * What the defined terms of Specific Character Set (0008,0005) are called in the WHATWG's encodings: DICOM PS3.3,
 * C.12.1.1.2. Those with code extensions (ISO 2022 ...) name the set that their text is mostly in.
 */
const encodings = new Map([
  ['100', 'latin1'],
  ['101', 'iso-8859-2'],
  ['109', 'iso-8859-3'],
  ['110', 'iso-8859-4'],
  ['144', 'iso-8859-5'],
  ['127', 'iso-8859-6'],
  ['126', 'iso-8859-7'],
  ['138', 'iso-8859-8'],
  ['148', 'windows-1254'],
  ['203', 'iso-8859-15'],
  ['13', 'shift_jis'],
  ['166', 'windows-874'],
  ['87', 'iso-2022-jp'],
  ['159', 'iso-2022-jp'],
  ['149', 'euc-kr'],
  ['58', 'gb18030'],
  ['192', 'utf-8'],
]);

/**
 * The decoder of a file's text.
 * @param characterSet the values of Specific Character Set, as they stand; the last that is known counts, since the
 *   first of several is often left empty
 */
export function toTextDecoder(characterSet: string | null): InstanceType<typeof TextDecoder> {
  const terms = (characterSet ?? '').split('\\').map((term) => term.trim());
  const known = terms.map(toEncoding).findLast((encoding) => encoding !== null);
  return new TextDecoder(known ?? 'latin1');
}

function toEncoding(term: string): string | null {
  if (term === 'GB18030' || term === 'GBK') return 'gb18030';
  const [, number = ''] = /^ISO(?:_IR| 2022 IR) (\d+)$/.exec(term) ?? [];
  return encodings.get(number) ?? null;
}
