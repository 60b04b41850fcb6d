const UNITS: readonly (readonly [string, number])[] = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
];

/** How long ago `time` (RFC 3339) was, in the two largest units, as kubectl prints ages: `3d4h`; `?` for what is no time or lies ahead. */
export function formatAge(time: string | undefined, now: Date): string {
  const seconds = time === undefined ? NaN : Math.floor((now.getTime() - Date.parse(time)) / 1000);
  if (Number.isNaN(seconds) || seconds < 0) return '?';
  const first = UNITS.findIndex(([, size]) => seconds >= size);
  if (first < 0) return '0s';
  let rest = seconds;
  return UNITS.slice(first, first + 2)
    .map(([unit, size]) => {
      const count = Math.floor(rest / size);
      rest -= count * size;
      return count === 0 ? '' : `${count}${unit}`;
    })
    .join('');
}
