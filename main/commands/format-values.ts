import type { Interval } from '../../shared/domain/metric.ts';

/** A number of things, with separators: 5,216. */
export function formatCount(count: number): string {
  return count.toLocaleString('en');
}

/**
 * A share as per cent with one decimal: 97.3 %. What is nearly all or nearly nothing is not called all or
 * nothing. A dash where there is none.
 */
export function formatPercent(share: number | null): string {
  if (share === null) return '-';
  if (share > 0 && share < 0.001) return '< 0.1 %';
  if (share < 1 && share > 0.999) return '> 99.9 %';
  return `${(share * 100).toFixed(1)} %`;
}

/** A figure with a fixed number of decimals; a dash where there is none. What rounds to nothing has no sign. */
export function formatFigure(value: number | null, decimals = 3): string {
  return value === null ? '-' : value.toFixed(decimals).replace(/^-(?=0(\.0*)?$)/, '');
}

/** A time in words as rough as it is long: 4.2 s, 48 s, 3 min 20 s, 2 h 5 min. */
export function formatDuration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Bytes in binary units: 3.2 GiB. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit] ?? ''}`;
}

/** "1 image", "2 images". */
export function formatAmount(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A moment in the reader's own time: 2026-01-31 14:05. */
export function formatMoment(instant: string): string {
  const date = new Date(instant);
  const pad = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day} ${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** A bar of 20 characters for a share from 0 to 1. */
export function formatBar(share: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * 20);
  return `[${'#'.repeat(filled)}${'.'.repeat(20 - filled)}]`;
}

/** How far work is, in a line such as "Evaluating [##########..........] 40 of 80". */
export function formatProgress(work: string, done: number, total: number): string {
  return `${work} ${formatBar(total === 0 ? 0 : done / total)} ${formatCount(done)} of ${formatCount(total)}`;
}

/** The bounds of an interval as figures; empty where there is none. */
export function formatInterval(interval: Interval | null): string {
  return interval === null ? '' : `${formatFigure(interval[0])} to ${formatFigure(interval[1])}`;
}
