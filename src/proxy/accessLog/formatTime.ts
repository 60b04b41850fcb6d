/** Seconds with a fraction of so many digits. */
function fraction(ms: number, digits: number): string {
  return String(ms % 1000)
    .padStart(3, '0')
    .padEnd(9, '0')
    .slice(0, digits);
}

const two = (number: number) => String(number).padStart(2, '0');

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** What each letter of a time format gives, in UTC. */
const FIELDS: Readonly<Record<string, (date: Date, ms: number) => string>> = {
  Y: (date) => String(date.getUTCFullYear()),
  y: (date) => two(date.getUTCFullYear() % 100),
  m: (date) => two(date.getUTCMonth() + 1),
  d: (date) => two(date.getUTCDate()),
  e: (date) => String(date.getUTCDate()).padStart(2),
  H: (date) => two(date.getUTCHours()),
  I: (date) => two(date.getUTCHours() % 12 || 12),
  p: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  M: (date) => two(date.getUTCMinutes()),
  S: (date) => two(date.getUTCSeconds()),
  s: (_date, ms) => String(Math.floor(ms / 1000)),
  F: (date) => date.toISOString().slice(0, 10),
  T: (date) => date.toISOString().slice(11, 19),
  A: (date) => DAYS[date.getUTCDay()] ?? '',
  a: (date) => (DAYS[date.getUTCDay()] ?? '').slice(0, 3),
  B: (date) => MONTHS[date.getUTCMonth()] ?? '',
  b: (date) => (MONTHS[date.getUTCMonth()] ?? '').slice(0, 3),
  z: () => '+0000',
  Z: () => 'UTC',
  '%': () => '%',
};

/** `2026-01-02T03:04:05.678Z`, the second written once for all of its milliseconds. */
export function isoTime(): (ms: number) => string {
  let second = Number.NaN;
  let text = '';
  return (ms) => {
    const now = Math.floor(ms / 1000);
    if (now !== second) {
      second = now;
      text = new Date(now * 1000).toISOString().slice(0, -4);
    }
    return `${text}${String(ms - now * 1000).padStart(3, '0')}Z`;
  };
}

/**
 * A time, milliseconds since 1970, by a format as of strftime in UTC, with Envoy's `%3f` (digits of the second's fraction) and
 * abseil's `%E3S`. Without a format: `2026-01-02T03:04:05.678Z`.
 */
export function formatTime(ms: number, format = ''): string {
  const date = new Date(ms);
  if (format === '') return date.toISOString();
  return format.replace(
    /%(?:E([1-9*])S|([1-9]?)f|([A-Za-z%]))/g,
    (all, ofSecond?: string, digits?: string, letter?: string) => {
      if (ofSecond !== undefined)
        return `${two(date.getUTCSeconds())}.${fraction(ms, ofSecond === '*' ? 3 : Number(ofSecond))}`;
      if (letter !== undefined) return FIELDS[letter]?.(date, ms) ?? all;
      return fraction(ms, digits === undefined || digits === '' ? 9 : Number(digits));
    },
  );
}
