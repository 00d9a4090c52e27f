const language = 'en';

/**
 * A duration as a person would say it, coarser the longer it is: "8 s", "4 min", "1 h 05 min", "2 d 3 h".
 *
 * @param seconds not negative
 */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
  const hours = Math.round(seconds / 3600);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

const dateAndTime = new Intl.DateTimeFormat(language, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** A moment in the reader's own time zone: "Mar 4, 2026, 14:05". */
export function formatInstant(instant: string): string {
  return dateAndTime.format(new Date(instant));
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
