import { isSameIpOrLoopback } from '../chain/isSameIpOrLoopback.js';
import type { InspectedConnection, PeerCertificate } from '../model/Connection.js';
import type { MatchInput } from '../model/MatcherTree.js';
import { nonEmpty, type InputValue } from './InputValue.js';

/** The TLS side of a connection, once its handshake is done. */
export interface NetworkTls {
  readonly tls: boolean;
  readonly peer?: PeerCertificate;
}

/**
 * The data inputs of connections (extensions/matching/inputs/network, extensions/matching/inputs/ssl), by the name of their
 * message. `handshake` is undefined while the chain is being chosen: certificates are not there yet. Those of a connection without TLS are
 * not available (measured).
 */
export function networkInput(input: MatchInput, connection: InspectedConnection, handshake?: NetworkTls): InputValue {
  const peer = handshake?.tls === true ? handshake.peer : undefined;
  const plaintext = handshake?.tls === false;
  switch (input.name) {
    case 'DestinationIPInput':
      return nonEmpty(connection.local.ip.text);
    case 'DestinationPortInput':
      return nonEmpty(String(connection.local.port));
    case 'SourceIPInput':
      return nonEmpty(connection.source.ip.text);
    case 'SourcePortInput':
      return nonEmpty(String(connection.source.port));
    case 'DirectSourceIPInput':
      return nonEmpty((connection.directSource ?? connection.source).ip.text);
    case 'SourceTypeInput':
      return nonEmpty(isSameIpOrLoopback(connection) ? 'local' : undefined);
    case 'ServerNameInput':
      return nonEmpty(connection.serverName);
    case 'TransportProtocolInput':
      return nonEmpty(connection.transportProtocol);
    case 'ApplicationProtocolInput':
      return nonEmpty(connection.applicationProtocols.map((name) => `'${name}'`).join(','));
    case 'FilterStateInput':
      return nonEmpty(connection.filterState.get(input.argument ?? ''));
    case 'UriSanInput':
      return plaintext ? { kind: 'unavailable' } : nonEmpty(peer?.uriSans.join(','));
    case 'DnsSanInput':
      return plaintext ? { kind: 'unavailable' } : nonEmpty(peer?.dnsSans.join(','));
    case 'SubjectInput':
      return plaintext ? { kind: 'unavailable' } : nonEmpty(peer?.subject);
    default:
      return { kind: 'unknown', unknown: `matcher input ${input.name}` };
  }
}
