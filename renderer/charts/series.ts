/** Colours a series may have: names of design tokens, so that charts follow the theme. */
export type ChartColour = 'train' | 'validation' | 'batch';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One line of a chart. Lines differ in dash and points as well as in colour. */
export interface Series {
  readonly id: string;
  readonly label: string;
  readonly colour: ChartColour;
  readonly look: 'solid' | 'dashed' | 'faint';
  /** In rising order of x. */
  readonly points: readonly Point[];
}

/** A vertical line that names a place on the x axis. */
export interface Marker {
  readonly x: number;
  readonly label: string;
}
