/**
 * The probabilities of more than two classes, which are worth showing one by one: of two, that of the finding tells
 * both.
 *
 * @returns null for two classes, and where nothing is known
 */
export function selectSeveral(
  probabilities: Readonly<Record<string, number>> | null,
): Readonly<Record<string, number>> | null {
  return probabilities !== null && Object.keys(probabilities).length > 2 ? probabilities : null;
}
