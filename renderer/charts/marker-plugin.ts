import type { Chart, Plugin } from 'chart.js';
import type { Marker } from './series.ts';

/** Draws vertical dashed lines with a label above their heads, behind the curves. */
export function createMarkerPlugin(
  read: () => { markers: readonly Marker[]; colour: string },
): Plugin<'line'> {
  return {
    id: 'markers',
    beforeDatasetsDraw(chart: Chart) {
      const { markers, colour } = read();
      const { x: scale } = chart.scales;
      const { top, bottom, right } = chart.chartArea;
      if (scale === undefined) return;
      const { ctx } = chart;
      for (const { x, label } of markers) {
        const place = scale.getPixelForValue(x);
        ctx.save();
        ctx.strokeStyle = colour;
        ctx.fillStyle = colour;
        ctx.setLineDash([3, 3]);
        ctx.beginPath();
        ctx.moveTo(place, top);
        ctx.lineTo(place, bottom);
        ctx.stroke();
        ctx.font = `11px ${chart.options.font?.family ?? 'sans-serif'}`;
        ctx.textAlign = 'center';
        ctx.textBaseline = 'bottom';
        ctx.fillText(label, Math.min(place, right - ctx.measureText(label).width / 2), top - 3);
        ctx.restore();
      }
    },
  };
}
