const WORDS: ReadonlySet<string> = new Set(
  [
    ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'],
    ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'],
    ['', '~', 'null', 'Null', 'NULL', '.nan', '.NaN', '.NAN'],
    ['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF', '-.inf', '-.Inf', '-.INF'],
  ].flat(),
);

const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/**
 * Whether the plain (unquoted) scalar `text` is a string to go-yaml v2, and no word, number or time of YAML 1.1.
 * Source: go-yaml v2, resolve.go and encode.go, isBase60Float.
 */
export function resolvesToString(text: string): boolean {
  if (WORDS.has(text) || BASE_60.test(text)) return false;
  const first = text.charAt(0);
  if (first === '.') return !isGoFloat(text);
  if (!/[-+0-9]/.test(first)) return true;
  if (isTimestamp(text)) return false;
  const plain = text.replaceAll('_', '');
  return !isGoInteger(plain) && !(FLOAT.test(plain) && Number.isFinite(Number(plain)));
}

/** Go's `strconv.ParseFloat` of a text that begins with a point; underscores may stand between digits. */
function isGoFloat(text: string): boolean {
  return (
    /^\.[0-9]+(_[0-9]+)*([eE][-+]?[0-9]+(_[0-9]+)*)?$/.test(text) && Number.isFinite(Number(text.replaceAll('_', '')))
  );
}

/** Go's `strconv.ParseInt(text, 0, 64)` or `ParseUint`: decimal, `0x`, `0o` or `0`, `0b`. */
function isGoInteger(text: string): boolean {
  const [, sign = '', digits = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  const value = parseDigits(digits);
  if (value === undefined) return false;
  if (sign === '') return value < 1n << 64n;
  return sign === '-' ? value <= 1n << 63n : value < 1n << 63n;
}

function parseDigits(digits: string): bigint | undefined {
  if (/^(0|[1-9][0-9]*|0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+)$/.test(digits)) return BigInt(digits);
  return /^0[0-7]+$/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : undefined;
}

const TIMESTAMP =
  /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:([Tt ])([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?(.*))?$/s;

/** The four layouts that go-yaml tries with Go's `time.Parse`, which takes one or two digits and a real day. */
function isTimestamp(text: string): boolean {
  const match = TIMESTAMP.exec(text);
  if (!match) return false;
  const [, year, month, day, separator, hour = '0', minute = '0', second = '0', zone = ''] = match;
  if (!isDay(Number(year), Number(month), Number(day))) return false;
  if (separator === undefined) return true;
  const zoneFits =
    separator === ' ' ? zone === '' : /^(Z|[-+]([01][0-9]|2[0-4]):[0-5][0-9]|[-+]([01][0-9]|2[0-4]):60)$/.test(zone);
  return zoneFits && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (lengths[month - 1] ?? 0);
}
