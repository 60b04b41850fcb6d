import { describe, expect, it } from 'vitest';
import { matchString } from '../../../src/envoy/string/matchString.js';
import { redactedText } from '../../../src/text/redactedText.js';

const GONE = redactedText('header', 7);

describe('a value that was redacted', () => {
  it.each([
    ['exact', { kind: 'exact', value: GONE, ignoreCase: false }, 'v2', 'unknown'],
    ['prefix', { kind: 'prefix', value: GONE, ignoreCase: true }, 'v2', 'unknown'],
    ['regex', { kind: 'safe_regex', regex: `Bearer ${GONE}` }, 'v2', 'unknown'],
    ["v2's exact_match", { kind: 'legacy_exact', value: GONE }, 'v2', 'unknown'],
    ['a header that was set to one', { kind: 'exact', value: 'v2', ignoreCase: false }, GONE, 'unknown'],
    ['a word with brackets', { kind: 'exact', value: '<v2>', ignoreCase: false }, '<v2>', 'yes'],
  ] as const)('%s', (_, matcher, value, truth) => {
    expect(matchString(matcher, value)).toBe(truth);
  });
});
