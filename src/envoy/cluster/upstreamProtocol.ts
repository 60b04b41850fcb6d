import type { Cluster } from '../model/Cluster.js';
import type { HttpRequest } from '../model/HttpRequest.js';

/**
 * What Envoy speaks to an HTTP upstream (`HttpProtocolOptions`): the configured protocol, the downstream's own where
 * `use_downstream_protocol_config` asks for it, or what ALPN yields (`auto_config`: unknown here).
 */
export function upstreamProtocol(
  cluster: Cluster,
  downstream: HttpRequest['protocol'],
): 'HTTP/1.1' | 'HTTP/2' | 'HTTP/3' | 'unknown' {
  switch (cluster.upstreamProtocol) {
    case 'http1':
      return 'HTTP/1.1';
    case 'http2':
      return 'HTTP/2';
    case 'http3':
      return 'HTTP/3';
    case 'downstream':
      return downstream === 'HTTP/2' ? 'HTTP/2' : 'HTTP/1.1';
    case 'auto':
      return 'unknown';
  }
}
