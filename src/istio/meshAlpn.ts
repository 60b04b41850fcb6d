/**
 * What a sidecar offers by ALPN to another one (istiod writes it into `istio.alpn`: pilot/pkg/xds/filters/filters.go, `mtlsHTTP11ALPN`,
 * `mtlsHTTP2ALPN`): the mesh's own name for the protocol, the mesh's for any, then the plain one.
 */
export function meshAlpn(protocol: 'HTTP/1.1' | 'HTTP/2'): readonly string[] {
  return protocol === 'HTTP/2' ? ['istio-h2', 'istio', 'h2'] : ['istio-http/1.1', 'istio', 'http/1.1'];
}
