import { safeText } from '../../text/safeText.js';
import type { Source, TraceRequest } from '../../trace/model/TraceRequest.js';

/** The request in canonical form, one line. */
export function requestEcho(request: TraceRequest): string {
  const headers = request.headers.map(({ name, value }) => ` -H '${name}: ${value}'`).join('');
  const tls = request.tls === undefined ? '' : ` TLS sni=${request.tls.sni} alpn=${request.tls.alpn.join(',')}`;
  const method = request.protocol === 'tcp' || request.protocol === 'server-first' ? '' : `${request.method} `;
  return safeText(`${sourceText(request.from)} -> ${method}${request.url} (${request.protocol}${tls})${headers}`);
}

function sourceText(source: Source): string {
  switch (source.kind) {
    case 'pod':
      return `${source.namespace}/${source.name}`;
    case 'node':
      return `node ${source.name}`;
    case 'outside':
      return source.address === undefined ? 'a client outside' : `${source.address} (outside)`;
  }
}
