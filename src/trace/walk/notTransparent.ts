import type { Listener } from '../../envoy/model/Listener.js';
import { formatSocketAddress } from '../../net/SocketAddress.js';
import { podLabel } from '../world/PodNode.js';
import { connectionEnded } from './connectionEnded.js';
import type { AcceptState, WalkState } from './state/WalkState.js';
import type { WalkContext } from './WalkContext.js';

/**
 * TPROXY gives packets only to a socket with IP_TRANSPARENT (xt_TPROXY.c: `tproxy_tg4`), which Envoy sets where the listener says
 * `transparent`; else it drops them (kernel 6.18, Envoy 1.40 measured). `undefined`: this is no such case.
 */
export function notTransparent(context: WalkContext, state: AcceptState, listener: Listener): WalkState | undefined {
  const { pod, listener: assigned } = state;
  if (assigned === undefined || listener.transparent) return undefined;
  const at = formatSocketAddress(assigned);
  const summary = `listener ${listener.name} at ${at} is not transparent: TPROXY drops packets`;
  context.path.add({ kind: 'socket', outcome: 'denied', summary });
  const sentence = `TPROXY drops packets for ${podLabel(pod)}: its listener ${listener.name} at ${at} is not transparent.`;
  return connectionEnded(context, 'DENIED', sentence, 'timeout');
}
