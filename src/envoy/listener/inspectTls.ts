import type { InspectedConnection } from '../model/Connection.js';
import type { FilterEffect } from './runListenerFilters.js';

/**
 * `tls_inspector`: a ClientHello sets the transport protocol, SNI (lower case) and the client's ALPN list; anything else
 * sets nothing (filters/listener/tls_inspector/tls_inspector.cc). A silent client keeps it waiting.
 */
export function inspectTls(connection: InspectedConnection): FilterEffect {
  const { firstBytes, tls } = connection;
  if (firstBytes === 'none') return { connection, outcome: 'waited', summary: 'the client sends nothing first' };
  if (firstBytes === 'unknown')
    return { connection, outcome: 'unknown', summary: 'the first bytes of the client are not known' };
  if (firstBytes !== 'tls' || tls === undefined) return { connection, outcome: 'passed', summary: 'no TLS' };
  const sni = tls.sni.toLowerCase();
  const parts = [
    sni === '' ? 'without SNI' : `SNI ${sni}`,
    ...(tls.alpn.length === 0 ? [] : [`ALPN ${tls.alpn.join(', ')}`]),
  ];
  return {
    connection: { ...connection, transportProtocol: 'tls', serverName: sni, applicationProtocols: tls.alpn },
    outcome: 'detected',
    summary: `TLS ${parts.join(', ')}`,
  };
}
