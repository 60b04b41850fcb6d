import type { HeaderMatcher } from '../../../envoy/model/HeaderMatcher.js';
import type { HeaderMatcherUser } from '../../../envoy/route/match/matchesIndividually.js';
import { matchHeader } from '../../../envoy/route/match/matchHeader.js';
import type { Truth } from '../../../logic/Truth.js';
import { firstThat, type Attempt } from './Attempt.js';
import type { Change } from './Change.js';
import { samplesOf } from './samplesOf.js';

/** A header matcher that holds (or, `wanted` `no`, does not): by another value of its header, or without it. */
export function meetHeader(
  attempt: Attempt,
  matcher: HeaderMatcher,
  wanted: Truth = 'yes',
  user: HeaderMatcherUser = 'route',
): Attempt | undefined {
  const values = [undefined, ...samples(matcher), 'other', ''];
  const proposals = values.flatMap((value) => headerChange(matcher.name.toLowerCase(), value));
  return firstThat(attempt, proposals, (context) => matchHeader(matcher, context, user).truth, wanted);
}

function samples({ specifier }: HeaderMatcher): readonly string[] {
  switch (specifier.kind) {
    case 'none':
    case 'present_match':
      return ['1'];
    case 'range_match':
      return [String(specifier.start), String(specifier.end)];
    case 'string_match':
      return samplesOf(specifier.matcher);
  }
}

/** A header's value as a client says it: pseudo headers by what they are; `:scheme` is not the client's to choose. */
export function headerChange(name: string, value: string | undefined): readonly Change[] {
  switch (name) {
    case ':method':
      return value === undefined || !/^[A-Z]+$/.test(value) ? [] : [{ kind: 'method', value }];
    case ':path':
      return value?.startsWith('/') === true ? [{ kind: ':path', value }] : [];
    case ':authority':
    case 'host':
      return value === undefined || value === '' ? [] : [{ kind: ':authority', value }];
    default:
      return name.startsWith(':') ? [] : [{ kind: 'header', name, value }];
  }
}
