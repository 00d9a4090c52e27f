/** What the viewer showed last: a list that it was opened from comes back at it. */
class LastViewed {
  #id: number | null = null;

  set(id: number): void {
    this.#id = id;
  }

  /** Tells it once: a list that is opened anew begins at its top. */
  take(): number | null {
    const id = this.#id;
    this.#id = null;
    return id;
  }
}

/** An image of a dataset. */
export const lastViewed = new LastViewed();
/** A prediction. */
export const lastViewedResult = new LastViewed();
