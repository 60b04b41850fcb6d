/**
 * Where `:port` begins in an authority: the last `:` that is not within brackets (source/common/http/header_utility.cc,
 * getPortStart); -1 when there is none. What follows need not be a number.
 */
export function portStart(authority: string): number {
  const colon = authority.lastIndexOf(':');
  return colon > authority.lastIndexOf(']') ? colon : -1;
}

/** An authority without its port, if it has one. */
export function withoutPort(authority: string): string {
  const start = portStart(authority);
  return start < 0 ? authority : authority.slice(0, start);
}

/** Filter state key under which Envoy keeps the port that a CONNECT's authority lost (source/common/http/conn_manager_utility.cc). */
export const ORIGINAL_CONNECT_PORT = 'envoy.router.original_connect_port';
