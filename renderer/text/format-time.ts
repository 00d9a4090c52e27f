import { formatFixed } from './format-number.ts';
import { perLanguage } from './language.svelte.ts';
import { t } from './t.ts';

/**
 * How long something took: "3.4 s", "48 s", "1 min 04 s", "1 h 05 min", "2 d 3 h".
 *
 * @param seconds not negative
 */
export function formatDuration(seconds: number): string {
  if (seconds < 9.95) return t('time.seconds', { seconds: formatFixed(seconds, 1) });
  const whole = Math.round(seconds);
  if (whole < 60) return t('time.seconds', { seconds: whole });
  if (whole < 3600) {
    return t('time.minutes-seconds', { minutes: Math.floor(whole / 60), seconds: pad(whole % 60) });
  }
  return formatLongDuration(seconds);
}

/**
 * How long something will still take, as coarse as an estimate is: "8 s", "4 min", "1 h 05 min", "2 d 3 h".
 *
 * @param seconds not negative
 */
export function formatTimeLeft(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return t('time.seconds', { seconds: whole });
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? t('time.minutes', { minutes }) : formatLongDuration(seconds);
}

function formatLongDuration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) {
    return t('time.hours-minutes', { hours: Math.floor(minutes / 60), minutes: pad(minutes % 60) });
  }
  const hours = Math.round(seconds / 3600);
  return t('time.days-hours', { days: Math.floor(hours / 24), hours: hours % 24 });
}

const dayAndTime = {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;
const toTheMinute = makeInstantFormat(dayAndTime);
const toTheSecond = makeInstantFormat({ ...dayAndTime, second: '2-digit' });

/**
 * A moment in the reader's own time zone, without the year where it's the present one: "Mar 4, 14:05",
 * "Mar 4, 2019, 14:05".
 */
export function formatInstant(instant: string): string {
  return toTheMinute(instant);
}

/** The same to the second, for what happens one after the other: "Mar 4, 14:05:09". */
export function formatSecond(instant: string): string {
  return toTheSecond(instant);
}

const wholeDay = perLanguage(
  (language) => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }),
);

/** A day as the language writes it: 2019-03-04 is "March 4, 2019". Null for what is no day. */
export function formatDay(day: string): string | null {
  const moment = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(moment.getTime()) ? null : wholeDay().format(moment);
}

function makeInstantFormat(options: Intl.DateTimeFormatOptions): (instant: string) => string {
  const thisYear = perLanguage((language) => new Intl.DateTimeFormat(language, options));
  const anyYear = perLanguage(
    (language) => new Intl.DateTimeFormat(language, { year: 'numeric', ...options }),
  );
  return (instant) => {
    const moment = new Date(instant);
    const isThisYear = moment.getFullYear() === new Date().getFullYear();
    return (isThisYear ? thisYear() : anyYear()).format(moment);
  };
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
