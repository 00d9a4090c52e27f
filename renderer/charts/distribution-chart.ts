import {
  BarController,
  BarElement,
  BubbleController,
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartConfiguration,
  type ChartDataset,
} from 'chart.js';
import type { ChartPalette } from './chart-palette.ts';
import type { ClassColours } from './class-colours.ts';
import type { DistributionLook, DistributionSeries } from './distribution.ts';

Chart.register(
  BarController,
  BarElement,
  BubbleController,
  LineController,
  LineElement,
  PointElement,
  LinearScale,
  Tooltip,
);

/** Everything a chart of distributions shows at one moment. */
export interface DistributionContent {
  readonly look: DistributionLook;
  readonly series: readonly DistributionSeries[];
  readonly palette: ChartPalette;
  readonly colours: ClassColours;
  readonly xLabel: string;
  readonly yLabel: string;
  /** Where the x axis ends; null leaves it to the points. */
  readonly xMaximum: number | null;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
  /** Words for what a point stands for. */
  readonly describe: (series: DistributionSeries, place: number) => string;
}

type MixedDataset = ChartDataset<'bar' | 'line' | 'bubble', { x: number; y: number; r: number }[]>;
type Configuration = ChartConfiguration<'bar' | 'line' | 'bubble', { x: number; y: number; r: number }[]>;

const chartTypes = { columns: 'bar', line: 'line', dots: 'bubble' } as const;
/** Radius of the dot of greatest weight, in CSS pixels. */
const greatestRadius = 16;
const leastRadius = 2.5;

/** A chart on a canvas that changes in place. */
export interface DistributionChart {
  show(content: DistributionContent): void;
  destroy(): void;
}

/** Draws distributions, a colour and a look a class, without animation. */
export function createDistributionChart(
  canvas: HTMLCanvasElement,
  first: DistributionContent,
): DistributionChart {
  let content = first;
  const configuration: Configuration = {
    type: chartTypes[first.look],
    data: { datasets: toDatasets(first) },
    options: toOptions(first, () => content),
  };
  const chart = new Chart(canvas, configuration);
  return {
    show(next) {
      content = next;
      chart.data.datasets = toDatasets(next);
      chart.options = toOptions(next, () => content);
      chart.update('none');
    },
    destroy: () => chart.destroy(),
  };
}

function toDatasets({ look, series, palette, colours }: DistributionContent): MixedDataset[] {
  const weights = series.flatMap(({ points }) => points.map(({ weight = 1 }) => weight));
  const greatest = Math.max(1, ...weights);
  return series.map(({ label, place, points }) => {
    const colour =
      place === null ? colours.ofAll : (colours.ofClasses[place % colours.ofClasses.length] ?? palette.text);
    const isOdd = place !== null && place % 2 === 1;
    return {
      type: chartTypes[look],
      label,
      // areas, not radii, tell weights apart
      data: points.map(({ x, y, weight = 1 }) => ({
        x,
        y,
        r: Math.max(leastRadius, greatestRadius * Math.sqrt(weight / greatest)),
      })),
      borderColor: colour,
      backgroundColor: look === 'dots' ? `${colour}66` : colour,
      borderWidth: look === 'columns' ? 0 : look === 'line' ? 2 : 1,
      ...(look === 'line' ? { borderDash: isOdd ? [6, 4] : [], pointRadius: 0, pointHitRadius: 8 } : {}),
      ...(look === 'dots' ? { pointStyle: isOdd ? ('rectRot' as const) : ('circle' as const) } : {}),
      ...(look === 'columns' ? { barPercentage: 0.9, categoryPercentage: 0.9, grouped: true } : {}),
    };
  });
}

function toOptions(
  { look, palette, xLabel, yLabel, xMaximum, formatX, formatY }: DistributionContent,
  current: () => DistributionContent,
): NonNullable<Configuration['options']> {
  const font = { size: 11, family: palette.font };
  const title = (text: string) => ({ display: true, text, color: palette.text, font });
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    interaction: look === 'dots' ? { mode: 'nearest', intersect: true } : { mode: 'x', intersect: false },
    layout: { padding: { top: 8, right: 8 } },
    plugins: {
      tooltip: {
        backgroundColor: palette.tooltip,
        borderColor: palette.grid,
        borderWidth: 1,
        titleColor: palette.strongText,
        bodyColor: palette.strongText,
        padding: 8,
        boxPadding: 4,
        callbacks: {
          title: () => '',
          label: ({ datasetIndex, dataIndex }) => {
            const series = current().series[datasetIndex];
            return series === undefined ? '' : ` ${current().describe(series, dataIndex)}`;
          },
        },
      },
    },
    scales: {
      x: {
        type: 'linear',
        offset: look === 'columns',
        ...(xMaximum === null ? {} : { max: xMaximum }),
        grid: { display: look === 'dots', color: palette.grid },
        border: { color: palette.grid },
        ticks: {
          color: palette.text,
          font,
          maxRotation: 0,
          autoSkipPadding: 16,
          ...(look === 'columns' ? { stepSize: 1 } : {}),
          callback: (value) => formatX(Number(value)),
        },
        title: title(xLabel),
      },
      y: {
        type: 'linear',
        beginAtZero: look !== 'dots',
        grid: { color: palette.grid },
        border: { display: false },
        ticks: { color: palette.text, font, maxTicksLimit: 6, callback: (value) => formatY(Number(value)) },
        title: title(yLabel),
      },
    },
  };
}
