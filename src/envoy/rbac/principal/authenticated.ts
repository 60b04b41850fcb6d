import type { Criterion } from '../../../logic/Criterion.js';
import type { RequestContext } from '../../model/RequestContext.js';
import type { StringMatcher } from '../../model/StringMatcher.js';
import { anyOfCriteria } from '../../criteria/combineCriteria.js';
import { stringRule } from '../stringRule.js';

/**
 * `Principal.authenticated` (matchers.cc `AuthenticatedMatcher`): false without TLS; without `principal_name` true for any TLS
 * connection, certificate or not; else one of the URI SANs, the DNS SANs or the subject, in this order, must match. Without a
 * certificate the subject is "" (measured).
 */
export function authenticated(
  { principalName }: { readonly principalName?: StringMatcher },
  { tls, peer }: RequestContext,
): Criterion {
  if (!tls) return { name: 'authenticated', expected: 'TLS', got: 'plaintext', truth: 'no' };
  if (principalName === undefined) return { name: 'authenticated', expected: 'TLS', got: 'TLS', truth: 'yes' };
  const names = [...(peer?.uriSans ?? []), ...(peer?.dnsSans ?? []), peer?.subject ?? ''];
  const tested = anyOfCriteria(names.map((name) => stringRule('authenticated', principalName, name)));
  return tested.truth === 'no' ? { ...tested, expected: stringRule('', principalName, undefined).expected } : tested;
}
