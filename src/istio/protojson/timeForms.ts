import type { JsonValue } from '../../text/json/JsonValue.js';

/** `0.5s` as Go writes it: 0, 3, 6 or 9 digits behind the point (`0.500s`); `undefined` for what is no duration. */
export function durationForm(value: JsonValue): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [, sign = '', seconds, fraction = ''] = /^(-?)([0-9]+)(?:\.([0-9]{0,9}))?s$/.exec(value) ?? [];
  if (seconds === undefined) return undefined;
  const whole = seconds.replace(/^0+(?=[0-9])/, '');
  const digits = thousandths(fraction);
  const isZero = whole === '0' && digits === '';
  return `${isZero ? '' : sign}${whole}${digits}s`;
}

/** A timestamp in UTC with 0, 3, 6 or 9 digits of a second; `undefined` for what is no RFC 3339 time. */
export function timestampForm(value: JsonValue): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [, time, fraction = '', zone] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/.exec(value) ?? [];
  if (time === undefined || zone === undefined) return undefined;
  if (zone === 'Z') return `${time}${thousandths(fraction)}Z`;
  const date = new Date(`${time}${zone}`);
  return Number.isNaN(date.getTime()) ? undefined : `${date.toISOString().slice(0, 19)}${thousandths(fraction)}Z`;
}

function thousandths(fraction: string): string {
  const digits = fraction.padEnd(9, '0').replace(/(?:000){1,3}$/, '');
  return digits === '' ? '' : `.${digits}`;
}
