import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  type ChartConfiguration,
  type ChartDataset,
  type Plugin,
} from 'chart.js';
import type { ChartPalette } from './chart-palette.ts';
import { mixColours } from './mix-colours.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale);

/** One upright axis. */
export interface ParallelAxis {
  readonly id: string;
  readonly label: string;
  /** Where its values stand, from 0 at the bottom to 1 at the top, and what is written there. */
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

/** One line across the axes. */
export interface ParallelLine {
  readonly id: number;
  readonly label: string;
  /** Its place on each axis, from 0 at the bottom to 1 at the top. */
  readonly places: readonly number[];
  /** How good it is among all: 0 the worst, 1 the best. */
  readonly rank: number;
}

/** Everything that parallel coordinates show at one moment. */
export interface ParallelContent {
  readonly axes: readonly ParallelAxis[];
  readonly lines: readonly ParallelLine[];
  readonly palette: ChartPalette;
  /** The line that stands out; null where none is pointed at. */
  readonly highlighted: number | null;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Parallel coordinates on a canvas that change in place. */
export interface ParallelChart {
  show(content: ParallelContent): void;
  destroy(): void;
}

/** Draws parallel coordinates; nothing is animated. @param onpoint hears which line is pointed at */
export function createParallelChart(
  canvas: HTMLCanvasElement,
  first: ParallelContent,
  onpoint: (line: number | null) => void,
): ParallelChart {
  let content = first;
  const configuration: ChartConfiguration<'line', Point[]> = {
    type: 'line',
    data: { datasets: toDatasets(content) },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      events: ['mousemove', 'mouseout', 'click', 'touchstart', 'touchmove'],
      interaction: { mode: 'nearest', axis: 'xy', intersect: false },
      // What is pointed at stands below the plot, and in the table.
      plugins: { tooltip: { enabled: false } },
      layout: { padding: { top: 28, right: 64, bottom: 10, left: 64 } },
      scales: {
        x: { type: 'linear', display: false, min: 0, max: Math.max(1, content.axes.length - 1) },
        y: { type: 'linear', display: false, min: 0, max: 1 },
      },
      onHover: (event, elements) => {
        const place = event.type === 'mouseout' ? undefined : elements[0]?.datasetIndex;
        onpoint(place === undefined ? null : (content.lines[place]?.id ?? null));
      },
    },
    plugins: [createAxisPlugin(() => content)],
  };
  const chart = new Chart(canvas, configuration);
  return {
    show(next) {
      content = next;
      chart.data.datasets = toDatasets(next);
      const x = chart.options.scales?.['x'];
      if (x !== undefined) x.max = Math.max(1, next.axes.length - 1);
      chart.update('none');
    },
    destroy: () => chart.destroy(),
  };
}

/** The colour of a line by how good it is: grey for the worst, the accent for the best. */
export function toRankColour(rank: number, palette: ChartPalette): string {
  return mixColours(palette.series.batch, palette.series.validation, rank);
}

function toDatasets({ lines, palette, highlighted }: ParallelContent): ChartDataset<'line', Point[]>[] {
  return lines.map(({ id, places, rank }) => {
    const isHighlighted = id === highlighted;
    const colour = isHighlighted ? palette.strongText : toRankColour(rank, palette);
    return {
      data: places.map((y, x) => ({ x, y })),
      borderColor: colour,
      backgroundColor: colour,
      hoverBorderColor: colour,
      borderWidth: isHighlighted ? 3 : rank === 1 ? 2.5 : 1.25,
      pointRadius: isHighlighted || rank === 1 ? 3.5 : 2,
      pointHitRadius: 12,
      clip: 6,
      // Of lines that cross, the better one shows; the one pointed at shows above all.
      order: isHighlighted ? -1 : 1 - rank,
    };
  });
}

/** Draws each axis with its name above and its values beside it. */
function createAxisPlugin(read: () => ParallelContent): Plugin<'line'> {
  return {
    id: 'axes',
    beforeDatasetsDraw(chart) {
      const { axes, palette } = read();
      const { ctx, scales } = chart;
      const { x: across, y: up } = scales;
      if (across === undefined || up === undefined) return;
      ctx.save();
      for (const place of axes.keys()) {
        const left = across.getPixelForValue(place);
        ctx.strokeStyle = palette.text;
        ctx.lineWidth = 1;
        ctx.beginPath();
        ctx.moveTo(left, up.top);
        ctx.lineTo(left, up.bottom);
        ctx.stroke();
      }
      ctx.restore();
    },
    afterDatasetsDraw(chart) {
      const { axes, palette } = read();
      const { ctx, scales } = chart;
      const { x: across, y: up } = scales;
      if (across === undefined || up === undefined) return;
      ctx.save();
      axes.forEach((axis, place) => {
        const left = across.getPixelForValue(place);
        ctx.textAlign = 'center';
        ctx.textBaseline = 'bottom';
        ctx.fillStyle = palette.strongText;
        ctx.font = `600 11px ${palette.font}`;
        ctx.fillText(axis.label, left, up.top - 12);
        ctx.font = `11px ${palette.font}`;
        ctx.textBaseline = 'middle';
        const isLast = place === axes.length - 1 && place > 0;
        ctx.textAlign = isLast ? 'left' : 'right';
        for (const { at, label } of axis.ticks) {
          const side = left + (isLast ? 8 : -8);
          const width = ctx.measureText(label).width;
          const top = up.getPixelForValue(at);
          // A ground of its own keeps a value readable where lines cross it.
          ctx.fillStyle = palette.tooltip;
          ctx.fillRect(isLast ? side - 2 : side - width - 2, top - 7, width + 4, 14);
          ctx.fillStyle = palette.text;
          ctx.fillText(label, side, top);
        }
      });
      ctx.restore();
    },
  };
}
