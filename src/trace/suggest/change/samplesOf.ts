import type { StringMatcher } from '../../../envoy/model/StringMatcher.js';
import { sampleRegex } from './sampleRegex.js';

/** Values that a string matcher may take, the shortest there are; to be tried. */
export function samplesOf(matcher: StringMatcher): readonly string[] {
  switch (matcher.kind) {
    case 'exact':
    case 'prefix':
    case 'suffix':
    case 'contains':
    case 'legacy_exact':
      return [matcher.value];
    case 'safe_regex':
    case 'ecmascript': {
      const sample = sampleRegex(matcher.regex);
      return sample === undefined ? [] : [sample];
    }
    case 'unsupported':
      return [];
  }
}
