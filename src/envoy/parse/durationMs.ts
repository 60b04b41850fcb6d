import { isJsonObject, type JsonValue } from '../../text/json/JsonValue.js';

/**
 * `google.protobuf.Duration` in milliseconds: text such as `15s`, `0.250s`, `1.5s`, or an object `{seconds, nanos}` as
 * some printers write it. `undefined` for anything else.
 */
export function durationMs(value: JsonValue): number | undefined {
  if (typeof value === 'string') {
    const seconds = /^(-?[0-9]+(?:\.[0-9]+)?)s$/.exec(value)?.[1];
    return seconds === undefined ? undefined : milliseconds(Number(seconds));
  }
  if (!isJsonObject(value) || !Object.keys(value).every((key) => key === 'seconds' || key === 'nanos'))
    return undefined;
  const seconds = Number(value.seconds ?? 0);
  const nanos = Number(value.nanos ?? 0);
  return Number.isFinite(seconds) && Number.isFinite(nanos) ? milliseconds(seconds + nanos / 1e9) : undefined;
}

/** Rounded to the nanosecond, so that 0.3 s is 300 ms. */
function milliseconds(seconds: number): number {
  return Math.round(seconds * 1e9) / 1e6;
}
