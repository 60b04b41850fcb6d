import { chainName } from '../../envoy/chain/chainName.js';
import type { FilterChain } from '../../envoy/model/Listener.js';
import type { TlsTermination } from '../../envoy/tls/terminateTls.js';
import type { WalkState } from '../walk/state/WalkState.js';
import { connectionClosed } from '../walk/connectionEnded.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { jsonEvidence } from './jsonEvidence.js';
import type { ProxyVisit } from './ProxyVisit.js';

/** The handshake with the client fails: nothing but a closed connection tells it so. */
export function tlsRefused(
  context: WalkContext,
  { proxy }: Pick<ProxyVisit, 'proxy'>,
  chain: FilterChain,
  { reason, because }: Extract<TlsTermination, { kind: 'failed' }>,
): WalkState {
  context.path.add({
    kind: 'tls',
    outcome: 'denied',
    summary: `TLS handshake fails: ${reason}`,
    because,
    evidence: jsonEvidence(proxy, chain.transportSocket.at),
  });
  const sentence = `${chainName(chain)} refuses the connection: ${reason}.`;
  return connectionClosed(context, 'DENIED', sentence, { end: 'reset', details: reason, noticed: 'tls_error' });
}
