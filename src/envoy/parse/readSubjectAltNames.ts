import type { SanMatcher } from '../model/TransportSocket.js';
import type { Message } from './Message.js';
import { parseStringMatcher } from './parseStringMatcher.js';

/**
 * The names that a `CertificateValidationContext` wants in the peer's certificate: `match_typed_subject_alt_names`, else
 * `match_subject_alt_names`, else v2's `verify_subject_alt_name` (exact).
 */
export function readSubjectAltNames(context: Message): readonly SanMatcher[] {
  const typed = context.messages('match_typed_subject_alt_names').map(readSanMatcher);
  const untyped = context.many('match_subject_alt_names', (value, at) => ({
    sanType: '',
    matcher: parseStringMatcher(value, at),
  }));
  const exact = context
    .strings('verify_subject_alt_name')
    .map((value): SanMatcher => ({ sanType: '', matcher: { kind: 'exact', value, ignoreCase: false } }));
  return [typed, untyped, exact].find((names) => names.length > 0) ?? [];
}

const SAN_TYPES = ['SAN_TYPE_UNSPECIFIED', 'EMAIL', 'DNS', 'URI', 'IP_ADDRESS', 'OTHER_NAME'] as const;

/** `tls.v3.SubjectAltNameMatcher`. */
function readSanMatcher(san: Message): SanMatcher {
  const sanType = san.choice('san_type', SAN_TYPES);
  return {
    sanType: sanType === 'SAN_TYPE_UNSPECIFIED' ? '' : sanType,
    matcher: san.one('matcher', parseStringMatcher) ?? { kind: 'unsupported', field: 'matcher' },
  };
}
