import type { Attachment } from 'svelte/attachments';
import { takeChartTurn } from './chart-turns.ts';

/** A chart on a canvas. */
interface Chart<Content> {
  show(content: Content): void;
  destroy(): void;
}

/**
 * Draws a chart on the canvas that this is attached to once its turn comes, and again whenever its content changes.
 *
 * @param create makes the chart, with its first content
 * @param read gives the content of the moment
 */
export function attachChart<Content>(
  create: (canvas: HTMLCanvasElement, content: Content) => Chart<Content>,
  read: () => Content,
): Attachment<HTMLCanvasElement> {
  return (canvas) => {
    let chart: Chart<Content> | null = null;
    let hasTurn = $state(false);
    const giveUp = takeChartTurn(() => (hasTurn = true));
    $effect(() => {
      if (!hasTurn) return;
      if (chart === null) chart = create(canvas, read());
      else chart.show(read());
    });
    return () => {
      giveUp();
      chart?.destroy();
    };
  };
}
