import { readChartPalette } from './chart-palette.ts';

const coloursOfClasses = 6;

/** Colours of what is told apart by class. */
export interface ClassColours {
  /** In the order of classes; more classes begin again. */
  readonly ofClasses: readonly string[];
  /** Of what is of no class in particular. */
  readonly ofAll: string;
}

/** Reads the colours of classes from the design tokens. In an effect, they're read again when the theme changes. */
export function readClassColours(): ClassColours {
  // reading the palette is what follows the theme
  readChartPalette();
  const style = getComputedStyle(document.documentElement);
  const read = (token: string): string => style.getPropertyValue(token).trim();
  return {
    ofClasses: Array.from({ length: coloursOfClasses }, (_, place) => read(`--class-${place}`)),
    ofAll: read('--chart-validation'),
  };
}
