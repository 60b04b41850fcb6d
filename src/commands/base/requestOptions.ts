import type { InferredFlags } from '@oclif/core/interfaces';
import type { TraceOptions } from '../../app/trace/TraceOptions.js';
import type { labRequestFlags } from './labRequestFlags.js';

/** What a process sends, by the flags that trace-request and labs share, as the options of a request: a new connection, and its first packet. */
export function requestOptions(
  from: string,
  url: string,
  flags: Omit<InferredFlags<typeof labRequestFlags>, 'max-time'>,
): TraceOptions {
  return {
    from,
    url,
    namespace: flags.namespace,
    method: flags.method,
    headers: flags.header ?? [],
    data: flags.data,
    userAgent: flags['user-agent'],
    http11: flags['http1.1'],
    http2: flags.http2,
    http2PriorKnowledge: flags['http2-prior-knowledge'],
    resolve: flags.resolve ?? [],
    connectTo: flags['connect-to'] ?? [],
    sni: flags.sni,
    alpn: flags.alpn,
    tls: flags.tls,
    container: flags.container,
    uid: flags.uid,
    gid: flags.gid,
    mark: flags.mark,
    sourcePort: flags['source-port'],
    ctState: 'new',
    withReturn: false,
  };
}
