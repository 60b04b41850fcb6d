import type { Counters } from '../../model/Counters.js';

/** The columns of a rule in `iptables -L`. */
export interface ListRow {
  readonly number?: number;
  readonly counters?: Counters;
  /** `''`: the rule has no target. */
  readonly target: string;
  readonly protocol: string;
  /** `--`, `-f`, `!f`. */
  readonly fragment: string;
  /** Both absent in a listing without `-v`. */
  readonly inInterface?: string;
  readonly outInterface?: string;
  readonly source: string;
  readonly destination: string;
  /** What stands behind the columns: matches, then what the target does. */
  readonly rest: string;
}

const COUNT = String.raw`\d+[KMGT]?`;
const HEAD = String.raw`^\s*(?:(?<number>\d+)\s+)?`;
const COUNTERS = String.raw`(?<packets>${COUNT})\s+(?<bytes>${COUNT})\s+`;
const TARGET = String.raw`(?:(?<target>\S+)\s+)?(?<protocol>!?[\w.-]+)\s+(?<fragment>--|-f|!f)\s+`;
const INTERFACES = String.raw`(?<in>\S+)\s+(?<out>\S+)\s+`;
const TAIL = String.raw`(?<source>\S+)\s+(?<destination>\S+)(?:\s+(?<rest>[^]*))?$`;
const V6 = String.raw`!?(?:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(?:/\S+)?|anywhere)`;
/** ip6tables before 1.8.9 leaves the column of `-f` blank. */
const BLANK_TARGET = String.raw`(?:(?<target>\S+)\s+)?(?<protocol>!?[\w.-]+)\s+`;
const TAIL_V6 = String.raw`(?<source>${V6})\s+(?<destination>${V6})(?:\s+(?<rest>[^]*))?$`;

/** From most to least telling; a row of one form is none of a form before it. */
const FORMS: readonly RegExp[] = [
  new RegExp(HEAD + COUNTERS + TARGET + INTERFACES + TAIL),
  new RegExp(HEAD + TARGET + TAIL),
  new RegExp(HEAD + COUNTERS + BLANK_TARGET + INTERFACES + TAIL_V6),
  new RegExp(HEAD + BLANK_TARGET + TAIL_V6),
];

/** The columns of a line; `undefined` when it is no rule, or only the beginning or end of one. */
export function parseListRow(line: string): ListRow | undefined {
  // Lines of a listing are short; a long one would only cost time.
  const columns =
    line.length > 4096 ? undefined : FORMS.map((form) => form.exec(line)?.groups).find((groups) => groups);
  if (columns === undefined) return undefined;
  const {
    number,
    packets,
    bytes,
    target = '',
    protocol = '',
    fragment = '--',
    source = '',
    destination = '',
    rest = '',
  } = columns;
  return {
    ...(number !== undefined && { number: Number(number) }),
    ...(packets !== undefined &&
      bytes !== undefined && { counters: { packets: parseCount(packets), bytes: parseCount(bytes) } }),
    target,
    protocol,
    fragment,
    ...(columns.in !== undefined && { inInterface: columns.in }),
    ...(columns.out !== undefined && { outInterface: columns.out }),
    source,
    destination,
    rest: rest.trim(),
  };
}

const UNITS: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, G: 1e9, T: 1e12 };

/** `123`, or rounded decimal units: `12K` is 12000. */
export function parseCount(text: string): number {
  const unit = text.slice(-1);
  return Object.hasOwn(UNITS, unit) ? Number(text.slice(0, -1)) * (UNITS[unit] ?? 1) : Number(text);
}
