import type { Criterion } from '../../logic/Criterion.js';
import { anyOf, truthOf, type Truth } from '../../logic/Truth.js';
import type { PeerCertificate } from '../model/Connection.js';
import type { StringMatcher } from '../model/StringMatcher.js';
import type { SanMatcher } from '../model/TransportSocket.js';
import { describeStringMatcher } from '../string/describeStringMatcher.js';
import { matchString } from '../string/matchString.js';
import { dnsNameMatches } from './dnsNameMatches.js';

/**
 * `match_typed_subject_alt_names` and its predecessors: one name of the certificate must match one matcher; no matchers
 * accept every name (tls/cert_validator/default_validator.cc `verifySubjectAltName`).
 */
export function matchSubjectAltNames(matchers: readonly SanMatcher[], certificate: PeerCertificate): Criterion {
  const names = [...certificate.uriSans, ...certificate.dnsSans];
  const expected = matchers.map(({ matcher }) => describeStringMatcher(matcher)).join(' or ');
  return {
    name: 'match_subject_alt_names',
    expected: matchers.length === 0 ? 'any name' : expected,
    got: names.length === 0 ? 'no names' : names.join(', '),
    truth: matchers.length === 0 ? 'yes' : anyOf(matchers.flatMap((matcher) => matchesOf(matcher, certificate))),
  };
}

function matchesOf({ sanType, matcher }: SanMatcher, { uriSans, dnsSans }: PeerCertificate): readonly Truth[] {
  const uris = sanType === 'DNS' ? [] : uriSans;
  const dns = sanType === 'URI' ? [] : dnsSans;
  if (!['', 'URI', 'DNS'].includes(sanType)) return ['unknown'];
  return [...uris.map((name) => matchString(matcher, name)), ...dns.map((name) => matchDnsName(matcher, name))];
}

/** An exact DNS name also fits a wildcard in the certificate (tls/cert_validator/san_matcher.cc `StringSanMatcher`). */
function matchDnsName(matcher: StringMatcher, name: string): Truth {
  return matcher.kind === 'exact' ? truthOf(dnsNameMatches(matcher.value, name)) : matchString(matcher, name);
}
