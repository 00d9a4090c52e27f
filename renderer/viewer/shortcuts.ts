/** What a key does in the viewer. */
export const viewerCommands = [
  'zoom-in',
  'zoom-out',
  'fit',
  'full-size',
  'pan-tool',
  'window-tool',
  'measure-tool',
  'next-window',
  'previous-window',
  'invert',
  'turn-clockwise',
  'turn-counterclockwise',
  'flip',
  'overlays',
  'heatmap',
  'less-heatmap',
  'more-heatmap',
  'side-by-side',
  'other-pane',
  'previous',
  'next',
  'reset',
  'shortcuts',
] as const;
export type ViewerCommand = (typeof viewerCommands)[number];

/** The keys of each command, as `KeyboardEvent.key` names them; the first is the one that is shown. */
export const viewerKeys: Readonly<Record<ViewerCommand, readonly [string, ...string[]]>> = {
  'zoom-in': ['+', '='],
  'zoom-out': ['-', '_'],
  fit: ['0'],
  'full-size': ['1'],
  'pan-tool': ['p', 'P'],
  'window-tool': ['w', 'W'],
  'measure-tool': ['m', 'M'],
  'next-window': ['v'],
  'previous-window': ['V'],
  invert: ['i', 'I'],
  'turn-clockwise': ['r'],
  'turn-counterclockwise': ['R'],
  flip: ['f', 'F'],
  overlays: ['l', 'L'],
  heatmap: ['h', 'H'],
  'less-heatmap': ['['],
  'more-heatmap': [']'],
  'side-by-side': ['s', 'S'],
  'other-pane': ['o', 'O'],
  previous: ['PageUp', ','],
  next: ['PageDown', '.'],
  reset: ['z', 'Z'],
  shortcuts: ['k', 'K'],
};

/** The command that a key gives; null for another key, or one held with Control, Alt or Command. */
export function findViewerCommand(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>,
): ViewerCommand | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  return viewerCommands.find((command) => viewerKeys[command].includes(event.key)) ?? null;
}

/** A key as it is printed on a keyboard: "R" for r, "Shift + R" for R. */
export function toKeyLabel(key: string): string {
  if (!/^[a-z]$/i.test(key)) return key;
  const letter = key.toUpperCase();
  return key === letter ? `Shift + ${letter}` : letter;
}

const steps: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Where an arrow key points; null for another key. */
export function findArrow(key: string): { readonly x: number; readonly y: number } | null {
  const step = steps[key];
  return step === undefined ? null : { x: step[0], y: step[1] };
}
