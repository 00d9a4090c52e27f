/** A patient's key, as a pattern or an import makes it. */
const keyPattern = /^[a-z0-9][a-z0-9-]*:./;
/** What a patient's key begins with where a table named the patient. */
const csvPrefix = 'csv:';

/**
 * The key of the patient that a cell of a CSV file names. One that is a key already, as `toPatientCell` writes
 * those of other origins, is taken as it is, so that a dataset comes back with the patients it had.
 */
export function toPatientKey(cell: string): string {
  return keyPattern.test(cell) ? cell : csvPrefix + cell;
}

/** What a CSV file says of a patient: the name that one gave, or the key of one that was told otherwise. */
export function toPatientCell(key: string): string {
  const name = key.slice(csvPrefix.length);
  return key.startsWith(csvPrefix) && !keyPattern.test(name) ? name : key;
}
