import type { Criterion } from '../../../logic/Criterion.js';
import { allOf, anyOf, not, truthOf, type Truth } from '../../../logic/Truth.js';
import { headerValues } from '../../http/headers.js';
import { isJoined } from '../../http/inlineHeaders.js';
import type { HeaderMatcher, HeaderMatchSpecifier } from '../../model/HeaderMatcher.js';
import type { RequestContext } from '../../model/RequestContext.js';
import { describeStringMatcher, stringMatcherNote } from '../../string/describeStringMatcher.js';
import { matchString } from '../../string/matchString.js';
import { isUnknownValue } from '../../string/unknownValue.js';
import { matchesIndividually, type HeaderMatcherUser } from './matchesIndividually.js';
import { parseInt64 } from './parseInt64.js';

/**
 * `route.v3.HeaderMatcher` (source/common/http/header_utility.cc). A missing header: present_match decides; every other
 * specifier is a miss, even inverted, unless `treat_missing_header_as_empty`. Lines of a repeated header are tested one by one
 * or joined with ",", by version (`user`: routes changed with 1.39.0, RBAC earlier) and by header.
 */
export function matchHeader(
  matcher: HeaderMatcher,
  context: RequestContext,
  user: HeaderMatcherUser = 'route',
): Criterion {
  const name = matcher.name.toLowerCase();
  const values = headerValues(context.request, name);
  const about = { name: `header ${name}`, expected: describe(matcher) };
  const { specifier } = matcher;
  if (values.length === 0 && !matcher.treatMissingHeaderAsEmpty) {
    const wanted = specifier.kind === 'none' || (specifier.kind === 'present_match' && specifier.present);
    const got = 'absent';
    if (wanted) return { ...about, got, truth: truthOf(matcher.invertMatch) };
    if (specifier.kind === 'present_match') return { ...about, got, truth: truthOf(!matcher.invertMatch) };
    if (specifier.kind === 'string_match' && specifier.matcher.kind === 'unsupported') {
      return { ...about, got, truth: 'unknown', note: whyUnknown(specifier, []) };
    }
    const note = matcher.invertMatch ? { note: 'a missing header never matches, even inverted' } : {};
    return { ...about, got, truth: 'no', ...note };
  }
  const present = values.length === 0 ? [''] : values;
  const individually = allOf([not(isJoined(name)), matchesIndividually(user, context)]);
  const truth = anyValue(specifier, present, individually);
  const note = truth === 'unknown' ? { note: whyUnknown(specifier, present) } : {};
  return { ...about, got: present.join(', '), truth: matcher.invertMatch ? not(truth) : truth, ...note };
}

function anyValue(specifier: HeaderMatchSpecifier, values: readonly string[], individually: Truth): Truth {
  const joined = matchValue(specifier, values.join(','));
  if (values.length === 1 || individually === 'no') return joined;
  const single = anyOf(values.map((value) => matchValue(specifier, value)));
  return individually === 'yes' || single === joined ? single : 'unknown';
}

function matchValue(specifier: HeaderMatchSpecifier, value: string): Truth {
  switch (specifier.kind) {
    case 'none':
      return 'yes';
    case 'present_match':
      return truthOf(specifier.present);
    case 'range_match': {
      if (isUnknownValue(value)) return 'unknown';
      const number = parseInt64(value);
      return truthOf(number !== undefined && specifier.start <= number && number < specifier.end);
    }
    case 'string_match':
      return matchString(specifier.matcher, value);
  }
}

function whyUnknown(specifier: HeaderMatchSpecifier, values: readonly string[]): string {
  if (values.some(isUnknownValue)) return 'the value is not known';
  const note = specifier.kind === 'string_match' ? stringMatcherNote(specifier.matcher) : undefined;
  return note ?? 'whether the lines of this header are joined with "," is not known of this version';
}

function describe({ specifier, invertMatch }: HeaderMatcher): string {
  switch (specifier.kind) {
    case 'none':
      return invertMatch ? 'absent' : 'present';
    case 'present_match':
      return specifier.present === invertMatch ? 'absent' : 'present';
    case 'range_match':
      return `${invertMatch ? 'not ' : ''}range [${specifier.start}, ${specifier.end})`;
    case 'string_match':
      return `${invertMatch ? 'not ' : ''}${describeStringMatcher(specifier.matcher)}`;
  }
}
