/** The image that the viewer showed last: a list that it was opened from comes back at it. */
class LastViewed {
  #image: number | null = null;

  set(image: number): void {
    this.#image = image;
  }

  /** Tells it once: a list that is opened anew begins at its top. */
  take(): number | null {
    const image = this.#image;
    this.#image = null;
    return image;
  }
}

export const lastViewed = new LastViewed();
