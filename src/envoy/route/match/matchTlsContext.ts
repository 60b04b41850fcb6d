import type { Criterion } from '../../../logic/Criterion.js';
import { truthOf } from '../../../logic/Truth.js';
import type { RequestContext } from '../../model/RequestContext.js';
import type { RouteMatch } from '../../model/Route.js';

/**
 * `RouteMatch.TlsContextMatchOptions` (source/common/router/config_impl.cc): whether the client showed a certificate and whether it
 * was validated; both are false without TLS, and where none was asked for.
 */
export function matchTlsContext(
  wanted: NonNullable<RouteMatch['tlsContext']>,
  { tls, peer }: RequestContext,
): Criterion {
  const presented = tls && peer !== undefined;
  const validated = presented && peer.trusted;
  const matches =
    (wanted.presented === undefined || wanted.presented === presented) &&
    (wanted.validated === undefined || wanted.validated === validated);
  return {
    name: 'tls_context',
    expected: describe(wanted.presented, wanted.validated),
    got: describe(presented, validated),
    truth: truthOf(matches),
  };
}

function describe(presented: boolean | undefined, validated: boolean | undefined): string {
  const parts = [
    ...(presented === undefined ? [] : [`presented: ${presented}`]),
    ...(validated === undefined ? [] : [`validated: ${validated}`]),
  ];
  return parts.length === 0 ? 'anything' : parts.join(', ');
}
