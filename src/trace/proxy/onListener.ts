import { matchFilterChain } from '../../envoy/chain/matchFilterChain.js';
import { chainName } from '../../envoy/chain/chainName.js';
import { failureReply } from '../../envoy/cluster/failureReply.js';
import { negotiateAlpn } from '../../envoy/tls/negotiateAlpn.js';
import { terminateTls } from '../../envoy/tls/terminateTls.js';
import type { FilterChain } from '../../envoy/model/Listener.js';
import { decrypted } from '../walk/Content.js';
import { connectionClosed } from '../walk/connectionEnded.js';
import type { WalkState } from '../walk/state/WalkState.js';
import { indeterminate, replyEnded } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { podLabel } from '../world/PodNode.js';
import { decisionStep } from './decisionStep.js';
import { listenerLabel } from './listenerLabel.js';
import { checkServerName } from './checkServerName.js';
import { meshTransportWouldMatch } from './meshTransportWouldMatch.js';
import { networkFilters } from './networkFilters.js';
import type { ProxyVisit } from './ProxyVisit.js';
import { refusedOrBefore } from './refusedOrBefore.js';
import { tlsRefused } from './tlsRefused.js';
import { unmodelled } from './unmodelled.js';

/** A connection on its final listener: filter chain, handshake, network filters. */
export function onListener(
  context: WalkContext,
  visit: Omit<ProxyVisit, 'chain' | 'tls' | 'peer' | 'filterState' | 'sharedState'>,
): WalkState {
  const { path, journey } = context;
  const { proxy, listener, connection, pod } = visit;
  unmodelled(context, visit, 'listener', `listener ${listenerLabel(listener)}`, listener);
  const decision = matchFilterChain(listener, connection);
  const chain = decision.value;
  path.decided({ kind: 'filter_chain', listener, connection, decision });
  if (decision.truth === 'unknown') {
    path.add(decisionStep(proxy, 'filter_chain', decision, `filter chain of ${listenerLabel(listener)}: not known`));
    return {
      kind: 'end',
      verdict: indeterminate(decision.unknown ?? `the filter chain of ${listenerLabel(listener)}`),
    };
  }
  if (chain === undefined) {
    path.add(decisionStep(proxy, 'filter_chain', decision, `no filter chain of ${listenerLabel(listener)} matches`));
    const reply = failureReply('no_filter_chain', { grpc: false, tcp: true });
    const code = meshTransportWouldMatch(visit.listener, connection) ? 'DENIED' : 'NO_MATCH';
    const why = code === 'DENIED' ? `${podLabel(pod)} takes only the mesh's TLS there` : 'the connection is closed';
    return replyEnded(code, `No filter chain of ${listenerLabel(listener)} matches: ${why}.`, reply, journey.proxies);
  }
  path.add(
    decisionStep(proxy, 'filter_chain', decision, `${chainName(chain)} of ${listenerLabel(listener)}`, {
      subject: chain.name,
    }),
  );
  return chain.filters.length === 0 ? withoutFilters(context, visit, chain) : handshake(context, visit, chain);
}

/** A chain without filters takes a connection and closes it at once, before a handshake, without a flag (measured). */
function withoutFilters(
  context: WalkContext,
  { listener }: Pick<ProxyVisit, 'listener'>,
  chain: FilterChain,
): WalkState {
  const sentence = `${chainName(chain)} of ${listenerLabel(listener)} has no filters: the connection is closed.`;
  return connectionClosed(context, 'NO_MATCH', sentence, { end: 'closed' });
}

function handshake(
  context: WalkContext,
  visit: Omit<ProxyVisit, 'chain' | 'tls' | 'peer' | 'filterState' | 'sharedState'>,
  chain: FilterChain,
): WalkState {
  const { path } = context;
  const { connection, content } = visit;
  const result = terminateTls(chain, connection, content.http?.method);
  if (result.kind === 'failed' && connection.firstBytes !== 'tls') path.uses('method');
  const sharedState = new Set(connection.filterState.keys());
  const base = { ...visit, chain, filterState: connection.filterState, sharedState };
  switch (result.kind) {
    case 'raw':
      return networkFilters(context, { ...base, tls: false });
    case 'unknown':
      path.add({ kind: 'tls', outcome: 'unknown', summary: result.unknown, unknown: result.unknown });
      return { kind: 'end', verdict: indeterminate(result.unknown) };
    case 'failed':
      return refusedOrBefore(context, { ...base, tls: true }, 0, () => tlsRefused(context, visit, chain, result));
    case 'terminated': {
      const refused = checkServerName(context, visit);
      if (refused !== undefined) return refused;
      const peer = result.peer?.uriSans[0] ?? 'a client without certificate';
      const { transportSocket: socket } = chain;
      const negotiated =
        socket.kind === 'tls' ? negotiateAlpn(socket.alpnProtocols, content.tls?.alpn ?? []) : undefined;
      path.add({
        kind: 'tls',
        outcome: 'matched',
        summary: `TLS ends here, from ${peer}${negotiated === undefined ? '' : `, ALPN ${negotiated}`}`,
        because: result.because,
      });
      return networkFilters(context, {
        ...base,
        tls: true,
        content: decrypted(content, negotiated),
        ...(result.peer === undefined ? {} : { peer: result.peer }),
      });
    }
  }
}
