import {
  Chart,
  Decimation,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartConfiguration,
  type ChartDataset,
} from 'chart.js';
import type { ChartPalette } from './chart-palette.ts';
import { createMarkerPlugin } from './marker-plugin.ts';
import { lineLooks, type Marker, type Point, type Series } from './series.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, Tooltip, Decimation);

/** Everything a line chart shows at one moment. */
export interface LineChartContent {
  readonly series: readonly Series[];
  readonly markers: readonly Marker[];
  readonly palette: ChartPalette;
  readonly xLabel: string;
  /**
   * `epochs` counts from 0 up; `share` goes from 0 to 1, and is written as y is; `places` counts from 1, a
   * step each.
   */
  readonly xScale: 'epochs' | 'share' | 'places';
  /** The x axis of epochs goes at least this far; null leaves it to the data. */
  readonly xMaximum: number | null;
  readonly yMinimum: number | null;
  readonly yMaximum: number | null;
  readonly formatY: (value: number) => string;
  readonly formatTick: (value: number) => string;
}

type LineDataset = ChartDataset<'line', Point[]>;

/** A line chart on a canvas that changes in place. */
export interface LineChart {
  show(content: LineChartContent): void;
  destroy(): void;
}

/** Draws a line chart on a canvas; nothing is animated, so that live curves neither lag nor distract. */
export function createLineChart(canvas: HTMLCanvasElement, first: LineChartContent): LineChart {
  let content = first;
  const markerPlugin = createMarkerPlugin(() => ({
    markers: content.markers,
    colour: content.palette.marker,
  }));
  const configuration: ChartConfiguration<'line', Point[]> = {
    type: 'line',
    data: { datasets: content.series.map((series) => toDataset(series, content.palette)) },
    options: toOptions(content),
    plugins: [markerPlugin],
  };
  const chart = new Chart(canvas, configuration);
  return {
    show(next) {
      content = next;
      chart.data.datasets = next.series.map((series, place) => {
        const dataset = toDataset(series, next.palette);
        const old = chart.data.datasets[place];
        return old === undefined ? dataset : Object.assign(old, dataset);
      });
      chart.options = toOptions(next);
      // Not `none`: it would keep the dots that a line had while it was short.
      chart.update();
    },
    destroy: () => chart.destroy(),
  };
}

function toDataset({ label, colour, look, points, step }: Series, palette: ChartPalette): LineDataset {
  const { dash, width, dots } = lineLooks[look];
  // A line of a single point would be invisible without its dot; many dots would hide the line.
  const hasDots = dots === 'always' || (dots === 'few' && points.length <= 60);
  const isAlone = width === 0;
  return {
    label,
    data: [...points],
    borderColor: palette.series[colour],
    backgroundColor: palette.series[colour],
    borderWidth: width,
    borderDash: [...dash],
    stepped: step ?? false,
    // Lines and dots on the chart's edge show whole.
    clip: isAlone ? 8 : 4,
    pointRadius: isAlone ? 6 : hasDots ? 2.5 : 0,
    pointHoverRadius: isAlone ? 7 : dots === 'never' ? 2 : 4,
    pointHitRadius: 6,
    order: isAlone ? -1 : width === 1 ? 1 : 0,
  };
}

function toOptions(content: LineChartContent): NonNullable<ChartConfiguration<'line', Point[]>['options']> {
  const { palette, formatY, formatTick } = content;
  const isShare = content.xScale === 'share';
  const formatX = isShare ? formatY : formatEpoch;
  const ticks = { color: palette.text, font: { size: 11, family: palette.font } };
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    parsing: false,
    normalized: true,
    font: { family: palette.font },
    interaction: { mode: 'nearest', axis: 'x', intersect: false },
    // Room above for the markers' labels.
    layout: { padding: { top: 16, right: 8 } },
    plugins: {
      decimation: { enabled: true, algorithm: 'min-max' },
      tooltip: {
        backgroundColor: palette.tooltip,
        borderColor: palette.grid,
        borderWidth: 1,
        titleColor: palette.strongText,
        bodyColor: palette.strongText,
        padding: 8,
        boxPadding: 4,
        callbacks: {
          title: (items) => `${content.xLabel} ${formatX(items[0]?.parsed.x ?? 0)}`,
          label: (item) => ` ${item.dataset.label ?? ''}: ${formatY(item.parsed.y ?? 0)}`,
        },
      },
    },
    scales: {
      x: {
        type: 'linear',
        min: content.xScale === 'places' ? 0.5 : 0,
        ...(isShare ? { max: 1 } : {}),
        ...toLargestX(content),
        grid: { display: false },
        border: { color: palette.grid },
        ticks: {
          ...ticks,
          ...(isShare
            ? { callback: (value: number | string) => formatTick(Number(value)) }
            : { precision: 0 }),
          ...(content.xScale === 'places' ? { stepSize: 1, includeBounds: false } : {}),
          maxRotation: 0,
          autoSkipPadding: 16,
        },
        title: {
          display: true,
          text: content.xLabel,
          color: palette.text,
          font: { size: 11, family: palette.font },
        },
      },
      y: {
        type: 'linear',
        ...toVerticalBounds(content),
        grid: { color: palette.grid },
        border: { display: false },
        ticks: { ...ticks, maxTicksLimit: 6, callback: (value) => formatTick(Number(value)) },
        // A width of its own keeps the plots of a row in line and the chart from jumping as labels grow.
        afterFit: (scale) => {
          scale.width = 48;
        },
      },
    },
  };
}

/** Epochs may go on beyond what is planned; places end where they end. */
function toLargestX({ xScale, xMaximum }: LineChartContent): { max?: number; suggestedMax?: number } {
  if (xMaximum === null) return {};
  return xScale === 'places' ? { max: xMaximum } : { suggestedMax: xMaximum };
}

/** Without a point the axis would choose bounds around nothing: it then goes from 0 to 1. */
function toVerticalBounds({ series, yMinimum, yMaximum }: LineChartContent): {
  min?: number;
  max?: number;
  suggestedMin?: number;
} {
  if (series.every(({ points }) => points.length === 0)) return { min: 0, max: 1 };
  return {
    ...(yMinimum === null ? {} : { suggestedMin: yMinimum }),
    ...(yMaximum === null ? {} : { max: yMaximum }),
  };
}

/** Epochs are whole at their ends; within one, two decimals say enough. */
function formatEpoch(x: number): string {
  return Number.isInteger(x) ? String(x) : x.toFixed(2);
}
