import { firstHeader } from '../http/headers.js';
import { localReply } from '../http/localReply.js';
import type { LocalReply } from '../model/LocalReply.js';
import type { RequestContext } from '../model/RequestContext.js';
import type { VirtualHost } from '../model/Route.js';
import { isUnknownValue } from '../string/unknownValue.js';

/** What `require_tls` makes of a request: nothing, a redirect, no route at all (404 NR), or not decided. */
export type RequireTlsResult =
  | { readonly kind: 'pass' | 'no_route' }
  | { readonly kind: 'redirect'; readonly reply: LocalReply }
  | { readonly kind: 'unknown'; readonly unknown: string };

/**
 * `VirtualHost.require_tls` (source/common/router/config_impl.cc, getRouteFromEntries), before any route is looked at. It reads
 * `x-forwarded-proto`, exactly `https`, not the socket; EXTERNAL_ONLY lets requests pass that the connection manager marked internal.
 * The Location keeps host, port and path as they are; the redirect is a route, so that filters run before it. A request whose
 * `x-forwarded-proto` is there but empty has no route at all, whatever `require_tls` says (measured).
 */
export function requireTls(
  virtualHost: Pick<VirtualHost, 'requireTls'>,
  { request }: RequestContext,
): RequireTlsResult {
  const proto = firstHeader(request, 'x-forwarded-proto');
  if (proto === '') return { kind: 'no_route' };
  if (virtualHost.requireTls === 'NONE') return { kind: 'pass' };
  if (proto === undefined) return { kind: 'no_route' };
  if (proto === 'https') return { kind: 'pass' };
  if (virtualHost.requireTls === 'EXTERNAL_ONLY') {
    const internal = firstHeader(request, 'x-envoy-internal') ?? '';
    if (internal === 'true') return { kind: 'pass' };
    if (isUnknownValue(internal)) return { kind: 'unknown', unknown: 'whether this request counts as internal' };
  }
  const location = `https://${request.authority ?? ''}${request.path}`;
  const reply = localReply(
    {
      status: 301,
      details: 'direct_response',
      headers: request.path === '' ? [] : [{ name: 'location', value: location }],
    },
    request,
  );
  return { kind: 'redirect', reply };
}
