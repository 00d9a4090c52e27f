/** Sets of numbers from 0 that are joined pair by pair (union-find with path halving). */
export class DisjointSets {
  readonly #parents: Int32Array;

  constructor(size: number) {
    this.#parents = Int32Array.from({ length: size }, (_, place) => place);
  }

  join(first: number, second: number): void {
    const [low, high] = [this.#findRoot(first), this.#findRoot(second)].toSorted((a, b) => a - b);
    if (low !== undefined && high !== undefined) this.#parents[high] = low;
  }

  areJoined(first: number, second: number): boolean {
    return this.#findRoot(first) === this.#findRoot(second);
  }

  /** The sets of at least two, each in rising order. */
  list(): number[][] {
    const places = Array.from(this.#parents.keys());
    return [...Map.groupBy(places, (place) => this.#findRoot(place)).values()].filter(
      (set) => set.length > 1,
    );
  }

  #findRoot(place: number): number {
    let at = place;
    for (let parent = this.#parents[at] ?? at; parent !== at; parent = this.#parents[at] ?? at) {
      const grandparent = this.#parents[parent] ?? parent;
      this.#parents[at] = grandparent;
      at = grandparent;
    }
    return at;
  }
}
