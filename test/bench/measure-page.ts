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
    const formerTitle = document.querySelector('main h1');
    const isWhole = (): boolean =>
      ![null, formerTitle].includes(document.querySelector('main h1')) &&
      document.querySelector('main .skeleton, main [aria-busy="true"]') === null &&
      // A chart gives its canvas a size when it is drawn for the first time.
      document.querySelector('main .plot canvas:not([style])') === null &&
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
  /** Rows, also those half in view, that were not drawn in a frame. */
  readonly blankRows: number;
  /** Rows that were drawn, but without what they are to show, which was still on its way. */
  readonly waitingRows: number;
  readonly longestTaskMs: number;
}

/** What is scrolled, and how. */
export interface ScrolledList {
  /** Selects what is drawn of the list, all children of one element that is as high as the whole list. */
  readonly rows: string;
  /** Selects, within each of them, what is there once it shows what it is for. */
  readonly filled: string;
  readonly stepPx: number;
  /** Scrolled by a step each, at the list's beginning, in its middle and up to its end. */
  readonly framesAStretch: number;
}

/** Scrolls a list that is open, a step a frame, in three stretches; each begins once its place is drawn. */
export async function measureScrolling(page: Page, scrolled: ScrolledList): Promise<Scrolling> {
  return await page.evaluate(async ({ rows, filled, stepPx, framesAStretch }) => {
    const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const list = document.querySelector(rows)?.parentElement;
    const view = findView(list ?? null);
    const pitchPx = measurePitch();
    let longestTaskMs = 0;
    const observer = new PerformanceObserver((entries) => {
      for (const { duration } of entries.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
    });
    observer.observe({ type: 'longtask' });
    let [frames, blankRows, waitingRows] = [0, 0, 0];
    const lastTop = view.scrollHeight - view.clientHeight;
    const stretchPx = stepPx * framesAStretch;
    for (const start of [0, lastTop / 2, lastTop - stretchPx]) {
      view.scrollTop = start;
      await nextFrame();
      for (let lacking = lookForRows(); lacking.blank + lacking.waiting > 0; lacking = lookForRows()) {
        await nextFrame();
      }
      for (let top = start; top < start + stretchPx; top += stepPx) {
        await nextFrame();
        view.scrollTop = top;
        // What this frame will show: the list hears of the scrolling in the next one.
        const { blank, waiting } = lookForRows();
        blankRows += blank;
        waitingRows += waiting;
        frames += 1;
      }
    }
    observer.disconnect();
    return { frames, blankRows, waitingRows, longestTaskMs };

    function findView(element: Element | null): Element {
      for (let at = element; at !== null; at = at.parentElement) {
        if (at.scrollHeight > at.clientHeight && getComputedStyle(at).overflowY === 'auto') return at;
      }
      throw new Error('nothing here scrolls');
    }

    /** Where rows are drawn, from top to bottom, and whether everything in each is filled. */
    function listDrawnRows(): [topPx: number, isFilled: boolean][] {
      const drawn = new Map<number, boolean>();
      for (const row of document.querySelectorAll(rows)) {
        const { top } = row.getBoundingClientRect();
        drawn.set(top, row.querySelector(filled) !== null && drawn.get(top) !== false);
      }
      return [...drawn].toSorted(([first], [second]) => first - second);
    }

    function measurePitch(): number {
      const [[first] = [0], [second] = [0]] = listDrawnRows();
      if (second <= first) throw new Error('the list has no two rows');
      return second - first;
    }

    /** What of the list's stretch in view no row covers, in rows, and the rows that wait for what they show. */
    function lookForRows(): { blank: number; waiting: number } {
      const [seen, whole] = [view.getBoundingClientRect(), list?.getBoundingClientRect() ?? new DOMRect()];
      const [topPx, bottomPx] = [Math.max(seen.top, whole.top), Math.min(seen.bottom, whole.bottom)];
      let barePx = bottomPx - topPx;
      let waiting = 0;
      for (const [rowPx, isFilled] of listDrawnRows()) {
        const coveredPx = Math.min(bottomPx, rowPx + pitchPx) - Math.max(topPx, rowPx);
        if (coveredPx <= 0) continue;
        barePx -= coveredPx;
        if (!isFilled) waiting += 1;
      }
      // A gap between rows is no row.
      return { blank: Math.max(0, Math.ceil((barePx - 10) / pitchPx)), waiting };
    }
  }, scrolled);
}
