/** One class's part of a distribution. */
export interface DistributionSeries {
  readonly label: string;
  /** The class's place in the dataset's order: its colour and its look follow. Null for no class in particular. */
  readonly place: number | null;
  readonly points: readonly DistributionPoint[];
}

export interface DistributionPoint {
  readonly x: number;
  readonly y: number;
  /** How many things the point stands for; where given, it's drawn the larger. */
  readonly weight?: number;
}

/** How points are drawn: columns from the axis, a line through them, or dots as large as their weight. */
export type DistributionLook = 'columns' | 'line' | 'dots';
