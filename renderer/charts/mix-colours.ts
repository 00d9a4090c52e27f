/**
 * A colour between two, mixed channel by channel.
 *
 * @param from as `#rgb` or `#rrggbb`, what share 0 gives
 * @param to what share 1 gives
 * @returns `rgb(r, g, b)`
 */
export function mixColours(from: string, to: string, share: number): string {
  const [start, end] = [readChannels(from), readChannels(to)];
  const mixed = start.map((channel, place) => Math.round(channel + ((end[place] ?? 0) - channel) * share));
  return `rgb(${mixed.join(', ')})`;
}

function readChannels(colour: string): number[] {
  const digits = colour.replace('#', '');
  const channels = digits.match(digits.length === 3 ? /./g : /../g) ?? [];
  return channels.map((channel) => Number.parseInt(channel.padEnd(2, channel), 16));
}
