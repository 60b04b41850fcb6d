import type { Criterion } from '../../logic/Criterion.js';
import { handOff } from '../../envoy/listener/handOff.js';
import { runListenerFilters } from '../../envoy/listener/runListenerFilters.js';
import type { DownstreamConnection } from '../../envoy/model/Connection.js';
import type { Listener } from '../../envoy/model/Listener.js';
import { formatSocketAddress } from '../../net/SocketAddress.js';
import type { Stage } from '../model/Trace.js';
import type { AcceptState, WalkState } from '../walk/state/WalkState.js';
import { endless } from '../walk/connectionEnded.js';
import { indeterminate } from '../walk/verdicts.js';
import { meetsAgain } from '../walk/visits.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { podLabel, type PodNode, type ProxyNode } from '../world/PodNode.js';
import { decisionStep } from './decisionStep.js';
import { addFilterSteps, filtersEnd } from './listenerFilterSteps.js';
import { inspectedBytes } from './inspectedBytes.js';
import { jsonEvidence } from './jsonEvidence.js';
import { listenerLabel } from './listenerLabel.js';
import { listenerNotes } from './listenerNotes.js';
import { onListener } from './onListener.js';
import { unmodelled } from './unmodelled.js';

/** A proxy's listener accepts a connection: its filters run, it may hand the connection to another listener, once. */
export function acceptAtProxy(
  context: WalkContext,
  state: AcceptState,
  proxy: ProxyNode,
  accepting: Listener,
  because: readonly Criterion[],
): WalkState {
  const { path, journey } = context;
  const { pod, content, source } = state;
  path.enter(podLabel(pod), stageOf(pod, accepting));
  path.add({
    kind: 'listener',
    outcome: 'matched',
    subject: accepting.name,
    summary: `listener ${listenerLabel(accepting)} accepts at ${formatSocketAddress(state.listener ?? state.local)}`,
    because,
    evidence: jsonEvidence(proxy, accepting.at),
    notes: listenerNotes(proxy.config, accepting, state.listener ?? state.local),
  });
  const place = `listener ${listenerLabel(accepting)} of ${podLabel(pod)} for ${formatSocketAddress(state.originalDestination)}`;
  if (meetsAgain(journey, place, content)) {
    return endless(`The connection meets listener ${listenerLabel(accepting)} of ${podLabel(pod)} again.`);
  }
  const connection: DownstreamConnection = {
    accepted: state.local,
    ...(state.untracked === true ? {} : { originalDestination: state.originalDestination }),
    source,
    firstBytes: inspectedBytes(content.firstBytes, context.pins),
    filterState: new Map(),
    ...(content.tls === undefined ? {} : { tls: content.tls }),
    ...proxyHeaderOf(context, state),
  };
  const first = runListenerFilters(accepting, connection);
  addFilterSteps(context, proxy, accepting, first);
  if (first.end !== 'continue') return filtersEnd(context, accepting, first);
  if (accepting.useOriginalDst) path.consults('destination_port');
  const handed = handOff(proxy.config, accepting, first.connection);
  if (handed.truth === 'unknown') {
    const unknown = handed.unknown ?? `the listener that ${listenerLabel(accepting)} hands the connection to`;
    path.add(decisionStep(proxy, 'listener', handed, unknown));
    return { kind: 'end', verdict: indeterminate(unknown) };
  }
  const listener = handed.value ?? accepting;
  if (accepting.useOriginalDst)
    path.add(
      decisionStep(
        proxy,
        'listener',
        handed,
        listener === accepting
          ? `stays on ${listenerLabel(accepting)}`
          : `handed to listener ${listenerLabel(listener)}`,
        {
          subject: listener.name,
          notes: listener === accepting ? [] : listenerNotes(proxy.config, listener, first.connection.local),
        },
      ),
    );
  const rest = {
    pod,
    proxy,
    content,
    origin: state.origin,
    ...(state.standsFor === undefined ? {} : { standsFor: state.standsFor }),
  };
  if (listener === accepting) return onListener(context, { ...rest, listener, connection: first.connection });
  unmodelled(context, { proxy }, 'listener', `listener ${listenerLabel(accepting)}`, accepting);
  const second = runListenerFilters(listener, connection, { ...first.connection });
  addFilterSteps(context, proxy, listener, second);
  if (second.end !== 'continue') return filtersEnd(context, listener, second);
  return onListener(context, { ...rest, listener, connection: second.connection });
}

/** Who is known sends what it says; whatever stands between a client outside and its listener may put a PROXY header ahead. */
function proxyHeaderOf(
  { request }: WalkContext,
  { content, origin }: AcceptState,
): Pick<DownstreamConnection, 'proxyHeader'> {
  if (content.proxyHeader !== undefined) return { proxyHeader: content.proxyHeader };
  return origin.pod === undefined && request.from.kind === 'outside' ? {} : { proxyHeader: 'none' };
}

/** What a proxy is to this request: by its pod's role and the listener's direction. */
function stageOf(pod: PodNode, { trafficDirection, useOriginalDst }: Listener): Stage {
  if (pod.role === 'gateway' || pod.role === 'waypoint') return 'gateway_proxy';
  return useOriginalDst || trafficDirection === 'OUTBOUND' ? 'outbound_proxy' : 'inbound_proxy';
}
