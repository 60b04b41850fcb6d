/**
 * Request headers of which Envoy keeps one line, joining what is added with "," (measured; source/common/http/header_map_impl.cc,
 * CustomInlineHeaderRegistry).
 */
const JOINED: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'authorization',
  'cache-control',
  'if-none-match',
  'referer',
  'user-agent',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
]);

/** Inline by envoy/http/header_map.h or by an extension that registers them; whether a build joins them was not measured. */
const PERHAPS_JOINED: ReadonlySet<string> = new Set([
  'access-control-request-headers',
  'access-control-request-method',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'grpc-accept-encoding',
  'grpc-timeout',
  'if-match',
  'if-modified-since',
  'if-range',
  'if-unmodified-since',
  'origin',
  'pragma',
  'te',
  'transfer-encoding',
  'upgrade',
  'x-client-trace-id',
  'x-forwarded-client-cert',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-request-id',
]);

/** Whether repeated lines of this header are one joined value for every matcher: always, never, or not known. */
export function isJoined(name: string): 'yes' | 'no' | 'unknown' {
  if (JOINED.has(name)) return 'yes';
  return PERHAPS_JOINED.has(name) || name.startsWith('x-envoy-') ? 'unknown' : 'no';
}
