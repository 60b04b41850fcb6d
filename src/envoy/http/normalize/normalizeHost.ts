import type { HttpConnectionManager } from '../../model/HttpConnectionManager.js';
import { portStart } from '../authorityPort.js';

/**
 * `:authority` before routing (source/common/http/conn_manager_utility.cc, maybeNormalizeHost): `strip_trailing_host_dot`, then
 * `strip_any_host_port` or `strip_matching_host_port` (the listener's own port). Only a numeric port is one. Also gives the port
 * that was cut, which CONNECT gets back upstream.
 */
export function normalizeHost(
  hcm: Pick<HttpConnectionManager, 'stripTrailingHostDot' | 'stripAnyHostPort' | 'stripMatchingHostPort'>,
  authority: string,
  localPort: number,
): { readonly authority: string; readonly port?: string } {
  const dotless = hcm.stripTrailingHostDot ? withoutTrailingDot(authority) : authority;
  const start = portStart(dotless);
  const port = start < 0 ? '' : dotless.slice(start + 1);
  if (!/^\d{1,5}$/.test(port)) return { authority: dotless };
  const strip = hcm.stripAnyHostPort || (hcm.stripMatchingHostPort && Number(port) === localPort);
  return strip ? { authority: dotless.slice(0, start), port } : { authority: dotless };
}

/** A dot at the very end, else one right before a colon (source/common/http/header_utility.cc, stripTrailingHostDot; measured). */
function withoutTrailingDot(authority: string): string {
  if (authority.endsWith('.')) return authority.slice(0, -1);
  const dot = authority.lastIndexOf('.');
  return dot >= 0 && authority[dot + 1] === ':' ? authority.slice(0, dot) + authority.slice(dot + 1) : authority;
}
