import type { Page } from 'playwright';

export interface Opening {
  /** From the change of the address to the first frame with nothing left to load. */
  readonly wholeMs: number;
  /** The longest task on the window's thread meanwhile; 0 where none took 50 ms. */
  readonly longestTaskMs: number;
}

/** Opens a screen by its address within the page. A screen is whole when nothing in it says that it loads. */
export async function measureOpening(page: Page, hash: string): Promise<Opening> {
  return await page.evaluate(async (address) => {
    const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const isWhole = (): boolean =>
      document.querySelector('main h1') !== null &&
      document.querySelector('main .skeleton, main [aria-busy="true"]') === null &&
      [...document.querySelectorAll('main img')].every(
        (image) => !(image instanceof HTMLImageElement) || image.complete,
      );
    let longestTaskMs = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
    });
    observer.observe({ type: 'longtask' });
    const started = performance.now();
    location.hash = address;
    await nextFrame();
    await nextFrame();
    let wholeMs = 0;
    // A screen whose parts come one after another may look whole for a moment.
    for (let calmFrames = 0; calmFrames < 10; calmFrames += 1) {
      await nextFrame();
      if (isWhole()) {
        if (calmFrames === 0) wholeMs = performance.now() - started;
      } else calmFrames = -1;
    }
    observer.disconnect();
    return { wholeMs, longestTaskMs };
  }, hash);
}

export interface Scrolling {
  readonly frames: number;
  /** Rows that were in view in a frame and not drawn, or drawn without what they show. */
  readonly blankRows: number;
  readonly longestTaskMs: number;
}

/**
 * Scrolls a list from its beginning to its end, a step a frame.
 * @param rows selects what is drawn of the list; `filled` is within each that has what it shows
 */
export async function measureScrolling(
  page: Page,
  list: { readonly rows: string; readonly filled: string; readonly stepPx: number },
): Promise<Scrolling> {
  return await page.evaluate(async ({ rows, filled, stepPx }) => {
    const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const findView = (element: Element | null): Element => {
      for (let at = element; at !== null; at = at.parentElement) {
        if (at.scrollHeight > at.clientHeight && getComputedStyle(at).overflowY === 'auto') return at;
      }
      throw new Error('nothing here scrolls');
    };
    const view = findView(document.querySelector(rows));
    const countBlankRows = (): number => {
      const { top, bottom } = view.getBoundingClientRect();
      const drawn = new Map<number, { height: number; isFilled: boolean }>();
      for (const row of document.querySelectorAll(rows)) {
        const place = row.getBoundingClientRect();
        if (place.bottom <= top || place.top >= bottom) continue;
        const isFilled = row.querySelector(filled) !== null && (drawn.get(place.top)?.isFilled ?? true);
        drawn.set(place.top, { height: place.height, isFilled });
      }
      const height = [...drawn.values()][0]?.height ?? bottom - top;
      const expected = Math.floor((bottom - top) / (height + 8)) - 1;
      const isFilledRow = [...drawn.values()].filter(({ isFilled }) => isFilled).length;
      return Math.max(0, expected - isFilledRow);
    };
    let longestTaskMs = 0;
    const observer = new PerformanceObserver((entries) => {
      for (const { duration } of entries.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
    });
    observer.observe({ type: 'longtask' });
    let [frames, blankRows] = [0, 0];
    for (let top = 0; top < view.scrollHeight - view.clientHeight; top += stepPx) {
      await nextFrame();
      view.scrollTop = top;
      // What this frame will show: the list hears of the scrolling in the next one.
      blankRows += countBlankRows();
      frames += 1;
    }
    observer.disconnect();
    return { frames, blankRows, longestTaskMs };
  }, list);
}
