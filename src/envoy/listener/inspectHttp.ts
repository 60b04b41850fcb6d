import type { InspectedConnection } from '../model/Connection.js';
import type { FilterEffect } from './runListenerFilters.js';

/**
 * `http_inspector`: sets the application protocol to one of `http/1.0`, `http/1.1`, `h2c`; skipped once the transport is
 * known not to be raw (filters/listener/http_inspector/http_inspector.cc). A request line that this release does
 * not know as HTTP is given as `other`.
 */
export function inspectHttp(connection: InspectedConnection): FilterEffect {
  if (connection.transportProtocol === 'tls') return { connection, outcome: 'passed', summary: 'TLS: not inspected' };
  switch (connection.firstBytes) {
    case 'none':
      return { connection, outcome: 'waited', summary: 'the client sends nothing first' };
    case 'unknown':
      return { connection, outcome: 'unknown', summary: 'the first bytes of the client are not known' };
    case 'http/1.0':
    case 'http/1.1':
    case 'h2c':
      return {
        connection: { ...connection, applicationProtocols: [connection.firstBytes] },
        outcome: 'detected',
        summary: connection.firstBytes,
      };
    case 'tls':
    case 'other':
      return { connection, outcome: 'passed', summary: 'no HTTP' };
  }
}
