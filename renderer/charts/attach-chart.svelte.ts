import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';

/** A chart on a canvas. */
interface Chart<Content> {
  show(content: Content): void;
  destroy(): void;
}

/**
 * Draws a chart on the canvas that this is attached to, and again whenever its content changes.
 *
 * @param create makes the chart, with its first content
 * @param read gives the content of the moment
 */
export function attachChart<Content>(
  create: (canvas: HTMLCanvasElement, content: Content) => Chart<Content>,
  read: () => Content,
): Attachment<HTMLCanvasElement> {
  return (canvas) => {
    const chart = create(canvas, untrack(read));
    $effect(() => chart.show(read()));
    return () => chart.destroy();
  };
}
