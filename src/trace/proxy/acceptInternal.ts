import { runListenerFilters } from '../../envoy/listener/runListenerFilters.js';
import type { FailureKind } from '../../envoy/cluster/FailureKind.js';
import type { DownstreamConnection } from '../../envoy/model/Connection.js';
import { parseIp } from '../../net/IpAddress.js';
import { formatSocketAddress, parseSocketAddress, type SocketAddress } from '../../net/SocketAddress.js';
import type { InternalState, WalkState } from '../walk/state/WalkState.js';
import { connectionEnded, endless } from '../walk/connectionEnded.js';
import { indeterminate } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { meetsAgain } from '../walk/visits.js';
import { podLabel } from '../world/PodNode.js';
import { addFilterSteps, filtersEnd } from './listenerFilterSteps.js';
import { inspectedBytes } from './inspectedBytes.js';
import { jsonEvidence } from './jsonEvidence.js';
import { onListener } from './onListener.js';

/** Filter state by which an upstream hop tells an internal listener the original destination. */
const LOCAL_KEY = 'envoy.filters.listener.original_dst.local_ip';

/** An internal listener takes a connection of its own proxy: without an address, unless filter state restores one. */
export function acceptInternal(context: WalkContext, state: InternalState): WalkState {
  const { path, journey } = context;
  const { pod, content, origin } = state;
  path.see({ tls: content.tls === undefined ? 'none' : (content.tlsOf ?? 'client') });
  const config = pod.proxy?.config;
  if (pod.proxy === undefined || config === undefined)
    return { kind: 'end', verdict: indeterminate(`internal listener ${state.listener}`) };
  const found = config.internalListener(state.listener);
  if (found.kind !== 'found') {
    path.add({ kind: 'listener', outcome: 'no_match', summary: `there is no internal listener ${state.listener}` });
    return connectionEnded(
      context,
      'NO_UPSTREAM',
      `There is no internal listener ${state.listener}.`,
      'refused',
      refusedBy(state),
    );
  }
  const listener = found.value;
  path.add({
    kind: 'listener',
    outcome: 'matched',
    subject: listener.name,
    summary: `internal listener ${listener.name}`,
    evidence: jsonEvidence(pod.proxy, listener.at),
  });
  const restored = restoredAddress(state);
  const place = `internal listener ${listener.name} of ${podLabel(pod)} for ${restored === undefined ? state.endpointId : formatSocketAddress(restored)}`;
  if (meetsAgain(journey, place, content)) return endless(`The connection meets ${place} again.`);
  const connection: DownstreamConnection = {
    accepted: NO_ADDRESS,
    source: state.source,
    firstBytes: inspectedBytes(content.firstBytes, context.pins),
    filterState: state.filterState,
    ...(restored === undefined ? {} : { originalDestination: restored }),
    ...(content.tls === undefined ? {} : { tls: content.tls }),
  };
  const run = runListenerFilters(listener, connection);
  addFilterSteps(context, pod.proxy, listener, run);
  if (run.end !== 'continue') return filtersEnd(context, listener, run);
  const next = onListener(context, { pod, proxy: pod.proxy, listener, connection: run.connection, content, origin });
  const unmatched = next.kind === 'end' && next.verdict.details === 'filter_chain_not_found';
  if (!unmatched) return next;
  const { kind, detail } = refusedBy(state);
  return { ...next, noticed: kind, noticedWords: { detail } };
}

/** An internal connection that nobody takes fails at once (bootstrap/internal_listener/client_connection_factory.cc; measured). */
function refusedBy({ listener, endpointId }: InternalState): { readonly kind: FailureKind; readonly detail: string } {
  const words = `immediate connect error: Invalid argument|remote address:envoy://${listener}/${endpointId}`;
  return { kind: 'internal_listener_refused', detail: words };
}

/** What chain matching takes a connection without an IP address for (filter_chain_manager_impl.cc): 255.255.255.255, port 0. */
const NO_ADDRESS: SocketAddress = { ip: broadcast(), port: 0 };

function broadcast(): SocketAddress['ip'] {
  const ip = parseIp('255.255.255.255');
  if (ip === undefined) throw new Error('255.255.255.255 is an address');
  return ip;
}

function restoredAddress(state: InternalState): SocketAddress | undefined {
  const text = state.filterState.get(LOCAL_KEY);
  return (text === undefined ? undefined : parseSocketAddress(text)) ?? state.originalDestination;
}
