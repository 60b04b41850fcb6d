import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { TraceUrl } from './parseTraceUrl.js';
import type { TraceOptions } from './TraceOptions.js';

/** Refuses what cannot be meant: TLS details without TLS, two HTTP versions, HTTP details of a TCP URL. */
export function checkContradictions(options: TraceOptions, url: TraceUrl): void {
  const tls = options.tls ?? (url.tls || options.asPeer !== undefined);
  const isHttp = url.kind === 'http' || url.kind === 'grpc';
  if (!tls && options.sni !== undefined) refuse('--sni needs TLS', 'Use https://, tls:// or --tls.');
  if (!tls && options.alpn !== undefined) refuse('--alpn needs TLS', 'Use https://, tls:// or --tls.');
  if (!tls && options.asPeer !== undefined)
    refuse('--as-peer presents a certificate, and --no-tls has none', 'Leave one of them out.');
  if (options.asPeer !== undefined && !/^[^/]+\/[^/]+$/.test(options.asPeer))
    refuse(`--as-peer ${JSON.stringify(options.asPeer)} is not NAMESPACE/SERVICEACCOUNT`, 'For example web/frontend.');
  if (options.http11 && (options.http2 || options.http2PriorKnowledge))
    refuse('--http1.1 and --http2 contradict each other', 'Leave one of them out.');
  if (url.kind === 'grpc' && options.http11) refuse('gRPC needs HTTP/2', 'Leave out --http1.1, or use http://.');
  if (!isHttp && options.method !== undefined) refuse(`${url.kind}:// has no method`, 'Leave out --method.');
  if (!isHttp && options.headers.length > 0) refuse(`${url.kind}:// has no headers`, 'Leave out --header.');
  if (!isHttp && url.path !== '/') refuse(`${url.kind}:// has no path`, 'Leave out what follows the port.');
  if (url.kind === 'udp' && tls) refuse('udp:// has no TLS', 'Leave out the TLS flags.');
  if (options.method !== undefined && !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(options.method))
    refuse(`${JSON.stringify(options.method)} is no HTTP method`, 'For example -X POST.');
}

function refuse(message: string, hint: string): never {
  throw new UserError(message, { exitCode: ExitCode.usage, hint });
}
