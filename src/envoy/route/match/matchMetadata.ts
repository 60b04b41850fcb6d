import type { Criterion } from '../../../logic/Criterion.js';
import { anyOf, not, truthOf, type Truth } from '../../../logic/Truth.js';
import type { MetadataMatcher, ValueMatcher } from '../../model/MetadataMatcher.js';
import { describeStringMatcher } from '../../string/describeStringMatcher.js';
import { matchString } from '../../string/matchString.js';

/** Dynamic metadata by namespace; values as JSON has them. */
export type DynamicMetadata = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/**
 * `type.matcher.v3.MetadataMatcher` (source/common/common/matchers.cc): the value at `path` below the namespace `filter`. What is
 * not there matches nothing (`present_match: false` neither), and everything inverted.
 */
export function matchMetadata(matcher: MetadataMatcher, metadata: DynamicMetadata): Criterion {
  const value = valueAt(metadata.get(matcher.filter), matcher.path);
  const truth = matchValue(matcher.value, value);
  return {
    name: `metadata ${[matcher.filter, ...matcher.path].join('.')}`,
    expected: `${matcher.invert ? 'not ' : ''}${describeValue(matcher.value)}`,
    got: value === undefined ? 'absent' : JSON.stringify(value),
    truth: matcher.invert ? not(truth) : truth,
    ...(truth === 'unknown' ? { note: 'the value matcher is not evaluated' } : {}),
  };
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    root,
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `type.matcher.v3.ValueMatcher`; `value` undefined: not set. */
function matchValue(matcher: ValueMatcher, value: unknown): Truth {
  switch (matcher.kind) {
    case 'null_match':
      return truthOf(value === null);
    case 'double_match': {
      const { exact, start, end } = matcher;
      if (typeof value !== 'number') return 'no';
      return truthOf(exact === undefined ? (start ?? 0) <= value && value < (end ?? 0) : value === exact);
    }
    case 'string_match':
      return typeof value === 'string' ? matchString(matcher.matcher, value) : 'no';
    case 'bool_match':
      return truthOf(value === matcher.value);
    case 'present_match':
      return truthOf(matcher.value && value !== undefined);
    case 'list_match':
      return Array.isArray(value) ? anyOf(value.map((item: unknown) => matchValue(matcher.oneOf, item))) : 'no';
    case 'or_match':
      return anyOf(matcher.matchers.map((one) => matchValue(one, value)));
    case 'unsupported':
      return 'unknown';
  }
}

function describeValue(matcher: ValueMatcher): string {
  switch (matcher.kind) {
    case 'null_match':
      return 'null';
    case 'double_match':
      return matcher.exact === undefined ? `range [${matcher.start ?? 0}, ${matcher.end ?? 0})` : String(matcher.exact);
    case 'string_match':
      return describeStringMatcher(matcher.matcher);
    case 'bool_match':
      return String(matcher.value);
    case 'present_match':
      return matcher.value ? 'present' : 'nothing (present_match: false never matches)';
    case 'list_match':
      return `a list with ${describeValue(matcher.oneOf)}`;
    case 'or_match':
      return matcher.matchers.map(describeValue).join(' or ');
    case 'unsupported':
      return matcher.field;
  }
}
