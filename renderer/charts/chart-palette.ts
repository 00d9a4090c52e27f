import { createSubscriber } from 'svelte/reactivity';
import { colourTokens, type ChartColour } from './series.ts';

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
    series: mapColours(read),
    grid: read('--chart-grid'),
    text: read('--text-muted'),
    strongText: read('--text'),
    marker: read('--chart-marker'),
    tooltip: read('--surface-overlay'),
    font: read('--font'),
  };
}

function mapColours(read: (token: string) => string): Readonly<Record<ChartColour, string>> {
  return {
    train: read(colourTokens.train),
    validation: read(colourTokens.validation),
    batch: read(colourTokens.batch),
    negative: read(colourTokens.negative),
    positive: read(colourTokens.positive),
    reference: read(colourTokens.reference),
    point: read(colourTokens.point),
    'compared-0': read(colourTokens['compared-0']),
    'compared-1': read(colourTokens['compared-1']),
    'compared-2': read(colourTokens['compared-2']),
    'compared-3': read(colourTokens['compared-3']),
    'compared-4': read(colourTokens['compared-4']),
    'compared-5': read(colourTokens['compared-5']),
  };
}
