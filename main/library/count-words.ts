/** A count with its noun: "1 image", "5,216 images". */
export function toCount(count: number, singular: string, plural: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? singular : plural}`;
}

/** Images a class in words: "NORMAL 1,341, PNEUMONIA 3,875". */
export function toClassCounts(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, count]) => `${name} ${count.toLocaleString('en-US')}`).join(', ');
}
