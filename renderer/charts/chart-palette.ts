import { createSubscriber } from 'svelte/reactivity';
import type { ChartColour } from './series.ts';

/** The colours of a chart in the theme of the moment, as CSS gives them. */
export interface ChartPalette {
  readonly series: Readonly<Record<ChartColour, string>>;
  readonly grid: string;
  readonly text: string;
  readonly strongText: string;
  readonly marker: string;
  readonly tooltip: string;
  readonly font: string;
}

const subscribeToTheme = createSubscriber((update) => {
  const observer = new MutationObserver(update);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
});

/** Reads the palette from the design tokens. In an effect, it's read again when the theme changes. */
export function readChartPalette(): ChartPalette {
  subscribeToTheme();
  const style = getComputedStyle(document.documentElement);
  const read = (token: string): string => style.getPropertyValue(token).trim();
  return {
    series: {
      train: read('--chart-train'),
      validation: read('--chart-validation'),
      batch: read('--chart-batch'),
    },
    grid: read('--chart-grid'),
    text: read('--text-muted'),
    strongText: read('--text'),
    marker: read('--chart-marker'),
    tooltip: read('--surface-overlay'),
    font: read('--font'),
  };
}
