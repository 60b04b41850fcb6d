import { acceptingListener } from '../../../envoy/listener/acceptingListener.js';
import { formatSocketAddress } from '../../../net/SocketAddress.js';
import { proxyOwner } from '../../proxy/proxyOwner.js';
import { acceptAtProxy } from '../../proxy/acceptAtProxy.js';
import { podLabel } from '../../world/PodNode.js';
import { answerConnection } from '../reply/answerConnection.js';
import { deliverToApp } from '../deliverToApp.js';
import { notTransparent } from '../notTransparent.js';
import { indeterminate } from '../verdicts.js';
import type { WalkContext } from '../WalkContext.js';
import type { AcceptState, WalkState } from './WalkState.js';

/** A socket in a pod takes the connection: the proxy's where it listens, else the app's. Proxies listen for TCP only. */
export function accept(context: WalkContext, state: AcceptState): WalkState {
  const { pod, content } = state;
  context.path.see({ tls: content.tls === undefined ? 'none' : (content.tlsOf ?? 'client') });
  const listensAt = state.listener ?? state.local;
  if (pod.proxy === undefined) return withoutProxy(context, state);
  if (context.request.transport !== 'tcp') return deliverToApp(context, state);
  const listener = acceptingListener(pod.proxy.config, listensAt);
  if (listener.truth === 'unknown') {
    return { kind: 'end', verdict: indeterminate(`${podLabel(pod)}: ${listener.unknown ?? 'its listeners'}`) };
  }
  if (listener.value === undefined) return deliverToApp(context, state);
  const dropped = notTransparent(context, state, listener.value);
  if (dropped !== undefined) return dropped;
  const unanswered = answerConnection(context, proxyOwner(pod.proxy));
  if (unanswered !== undefined) return unanswered;
  return acceptAtProxy(context, state, pod.proxy, listener.value, listener.because);
}

/** A pod that captures traffic but whose proxy was not recorded: a redirected connection ends at something unknown. */
function withoutProxy(context: WalkContext, state: AcceptState): WalkState {
  const { pod, local, originalDestination } = state;
  const moved = formatSocketAddress(local) !== formatSocketAddress(originalDestination);
  if (!moved) return deliverToApp(context, state);
  const what =
    pod.role === 'ambient'
      ? `ztunnel takes the connection at ${formatSocketAddress(local)}; ztunnel is not simulated`
      : `what listens on ${formatSocketAddress(local)} of ${podLabel(pod)}: its proxy's configuration was not recorded`;
  return { kind: 'end', verdict: indeterminate(what) };
}
