/**
 * Request headers of which Envoy keeps one line, joining what is added with "," (envoy/http/header_map.h, INLINE_REQ_HEADERS;
 * source/common/http/header_map_impl.cc; measured on 1.40.0). Those of CORS are registered by its filter, which every build has.
 */
const JOINED: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'authorization',
  'cache-control',
  'content-type',
  'grpc-accept-encoding',
  'grpc-timeout',
  'if-none-match',
  'origin',
  'referer',
  'user-agent',
  'via',
  'x-client-trace-id',
  'x-envoy-attempt-count',
  'x-envoy-decorator-operation',
  'x-envoy-downstream-service-cluster',
  'x-envoy-downstream-service-node',
  'x-envoy-external-address',
  'x-envoy-force-trace',
  'x-envoy-hedge-on-per-try-timeout',
  'x-envoy-ip-tags',
  'x-envoy-is-timeout-retry',
  'x-envoy-max-retries',
  'x-envoy-original-host',
  'x-envoy-original-path',
  'x-envoy-original-url',
  'x-envoy-retriable-header-names',
  'x-envoy-retriable-status-codes',
  'x-envoy-retry-grpc-on',
  'x-envoy-retry-on',
  'x-envoy-upstream-alt-stat-name',
  'x-envoy-upstream-rq-per-try-timeout-ms',
  'x-envoy-upstream-rq-timeout-alt-response',
  'x-envoy-upstream-rq-timeout-ms',
  'x-envoy-upstream-stream-duration-ms',
  'x-forwarded-client-cert',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-request-id',
]);

/** Registered by extensions that a build may lack (caches, compressors), or of the connection itself. */
const PERHAPS_JOINED: ReadonlySet<string> = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'expect',
  'if-match',
  'if-modified-since',
  'if-range',
  'if-unmodified-since',
  'pragma',
  'te',
  'transfer-encoding',
  'upgrade',
]);

/** Whether repeated lines of this header are one joined value for every matcher: always, never, or not known. */
export function isJoined(name: string): 'yes' | 'no' | 'unknown' {
  if (JOINED.has(name)) return 'yes';
  return PERHAPS_JOINED.has(name) ? 'unknown' : 'no';
}
