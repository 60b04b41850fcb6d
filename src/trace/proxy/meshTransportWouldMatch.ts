import { matchFilterChain } from '../../envoy/chain/matchFilterChain.js';
import type { InspectedConnection } from '../../envoy/model/Connection.js';
import type { Listener } from '../../envoy/model/Listener.js';

/**
 * Whether a chain would take the connection if only its transport were the mesh's: the client speaks plaintext or foreign
 * TLS where TLS with an ALPN of the listener's own chains is asked for. Tries every ALPN that a TLS chain names.
 */
export function meshTransportWouldMatch(listener: Listener, connection: InspectedConnection): boolean {
  const alpn = new Set(
    listener.filterChains.flatMap(({ match }) => (match.transportProtocol === 'tls' ? match.applicationProtocols : [])),
  );
  const candidates: readonly (readonly string[])[] = [[], ...[...alpn].map((name) => [name])];
  return candidates.some((applicationProtocols) => {
    const decision = matchFilterChain(listener, { ...connection, transportProtocol: 'tls', applicationProtocols });
    return decision.value?.transportSocket.kind === 'tls';
  });
}
