import type { Effect } from '../../logic/Decision.js';
import { formatHeaderValue } from '../http/formatHeaderValue.js';
import { firstHeader, withHeader } from '../http/headers.js';
import { splitPath } from '../http/splitPath.js';
import type { HttpRequest } from '../model/HttpRequest.js';
import type { RequestContext } from '../model/RequestContext.js';
import type { HostRewrite } from '../model/RouteAction.js';
import { atLeast } from '../version.js';
import { replaceRegex } from './rewritePath.js';

/** A request, what changed in it, and what of it is not known. */
export interface RewrittenRequest {
  readonly request: HttpRequest;
  readonly effects: readonly Effect[];
  readonly unknown?: string;
}

/** What a host rewrite depends on beside the request. */
export interface RewriteHostOptions {
  readonly appendXForwardedHost: boolean;
  /** The chosen endpoint's host name, for `auto_host_rewrite`. */
  readonly upstreamHostname?: string;
  /** The router filter's `suppress_envoy_headers`. */
  readonly suppressEnvoyHeaders?: boolean;
}

/**
 * The authority that a route gives a request (source/common/router/config_impl.cc, finalizeRequestHeaders): every rewrite leaves
 * the old one in `x-envoy-original-host` (measured on 1.36 and 1.40; sources of older releases set the host alone), and with
 * `append_x_forwarded_host` in `x-forwarded-host`. `auto_host_rewrite` takes the chosen endpoint's host name, if it has one.
 */
export function rewriteHost(
  rewrite: HostRewrite,
  request: HttpRequest,
  context: RequestContext,
  options: RewriteHostOptions,
): RewrittenRequest {
  const host = newHost(rewrite, request, { ...context, request }, options.upstreamHostname ?? '');
  if (typeof host !== 'string') return { request, effects: [], unknown: host.unknown };
  if (host === '') return { request, effects: [] };
  const old = request.authority ?? '';
  let headers = request.headers;
  const effects: Effect[] = [{ what: ':authority', from: old, to: host, at: rewrite.at }];
  if (options.appendXForwardedHost && old !== '') {
    const forwarded = firstHeader(request, 'x-forwarded-host');
    const last = forwarded?.split(',').at(-1);
    if (last !== old) {
      const value = forwarded ? `${forwarded},${old}` : old;
      headers = withHeader(headers, 'x-forwarded-host', value);
      effects.push({
        what: 'x-forwarded-host',
        ...(forwarded === undefined ? {} : { from: forwarded }),
        to: value,
        at: rewrite.at,
      });
    }
  }
  if (old !== '' && !options.suppressEnvoyHeaders && atLeast(context.version, '1.36.0') !== 'no') {
    headers = withHeader(headers, 'x-envoy-original-host', old);
    effects.push({ what: 'x-envoy-original-host', to: old, at: rewrite.at });
  }
  return { request: { ...request, authority: host, headers }, effects };
}

/** The new authority; '' leaves the old one. */
function newHost(
  rewrite: HostRewrite,
  request: HttpRequest,
  context: RequestContext,
  hostname: string,
): string | { readonly unknown: string } {
  switch (rewrite.kind) {
    case 'host_rewrite_literal':
      return rewrite.value;
    case 'auto_host_rewrite':
      return hostname;
    case 'host_rewrite_header':
      return firstHeader(request, rewrite.header.toLowerCase()) ?? '';
    case 'host_rewrite_path_regex':
      return replaceRegex(rewrite.regex, splitPath(request.path).path, rewrite.substitution);
    case 'host_rewrite':
      return formatHeaderValue(rewrite.format, context, '-');
  }
}
