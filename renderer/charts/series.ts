/** Colours a series may have: names of roles, so that charts follow the theme. */
export type ChartColour =
  | 'train'
  | 'validation'
  | 'batch'
  | 'negative'
  | 'positive'
  | 'reference'
  | 'point'
  | `compared-${0 | 1 | 2 | 3 | 4 | 5}`;

/** The design token of each colour. */
export const colourTokens: Readonly<Record<ChartColour, string>> = {
  train: '--chart-train',
  validation: '--chart-validation',
  batch: '--chart-batch',
  negative: '--class-0',
  positive: '--class-1',
  reference: '--chart-batch',
  point: '--chart-marker',
  'compared-0': '--class-0',
  'compared-1': '--class-1',
  'compared-2': '--class-2',
  'compared-3': '--class-3',
  'compared-4': '--class-4',
  'compared-5': '--class-5',
};

/** How a line is drawn, for those who don't see its colour. */
export interface LineLook {
  /** Lengths of dash and gap in turn, in CSS pixels; none for a solid line. */
  readonly dash: readonly number[];
  readonly width: number;
  /** Whether its points show: always, never, or where there are few. */
  readonly dots: 'always' | 'few' | 'never';
}

export const lineLooks = {
  solid: { dash: [], width: 2, dots: 'few' },
  dashed: { dash: [6, 4], width: 2, dots: 'few' },
  dotted: { dash: [2, 3], width: 2, dots: 'few' },
  'dash-dot': { dash: [8, 3, 2, 3], width: 2, dots: 'few' },
  faint: { dash: [], width: 1, dots: 'never' },
  curve: { dash: [], width: 2, dots: 'never' },
  'dashed-curve': { dash: [6, 4], width: 2, dots: 'never' },
  'dotted-curve': { dash: [2, 3], width: 2, dots: 'never' },
  'dash-dot-curve': { dash: [8, 3, 2, 3], width: 2, dots: 'never' },
  reference: { dash: [3, 3], width: 1, dots: 'never' },
  'with-dots': { dash: [], width: 2, dots: 'always' },
  dot: { dash: [], width: 0, dots: 'always' },
} as const satisfies Readonly<Record<string, LineLook>>;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One line of a chart. Lines differ in dash and points as well as in colour. */
export interface Series {
  readonly id: string;
  readonly label: string;
  readonly colour: ChartColour;
  readonly look: keyof typeof lineLooks;
  /** In rising order of x. */
  readonly points: readonly Point[];
  /** Makes steps of the line: a value holds up to the next point (`before`), or from the last one (`after`). */
  readonly step?: 'before' | 'after';
  /** What the legend says beside the label; the last point's value where it is left out. */
  readonly value?: string;
  /** Left out of the legend, as the second of two lines that are one thing. */
  readonly isUnlisted?: boolean;
}

/** A vertical line that names a place on the x axis. */
export interface Marker {
  readonly x: number;
  readonly label: string;
}
