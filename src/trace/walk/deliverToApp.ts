import { formatSocketAddress } from '../../net/SocketAddress.js';
import type { SocketOwner } from '../../netfilter/model/SocketOwner.js';
import { podLabel, type PodNode } from '../world/PodNode.js';
import { deliveredVerdict } from './delivery.js';
import { connectionEnded } from './connectionEnded.js';
import { meshTlsAtApp } from './meshTlsAtApp.js';
import { nothingListens } from './nothingListens.js';
import { portIsNamed } from './portIsNamed.js';
import { answerConnection } from './reply/answerConnection.js';
import type { AcceptState, WalkState } from './state/WalkState.js';
import { indeterminate } from './verdicts.js';
import type { WalkContext } from './WalkContext.js';

/**
 * The connection reaches a socket that is not the proxy's. Recorded sockets decide; without them the app is taken to
 * listen on every address of a port that something names (a containerPort, a targetPort, an inbound cluster).
 */
export function deliverToApp(context: WalkContext, state: AcceptState): WalkState {
  const { path, pins } = context;
  const { pod, local } = state;
  const at = formatSocketAddress(local);
  const unanswered = answerConnection(context, appOwner(pod));
  if (unanswered !== undefined) return unanswered;
  path.enter(podLabel(pod), 'app');
  const refused = meshTlsAtApp(context, state, at);
  if (refused !== undefined) return refused;
  const verdict = deliveredVerdict(context, pod, at);
  if (pod.socketsKnown) {
    path.add({ kind: 'app', outcome: 'delivered', summary: `a socket listens on ${at}` });
    return { kind: 'end', verdict };
  }
  if (!pins.strict && nothingListens(pod, local.port)) return refusedAtGateway(context, pod, at);
  const named = portIsNamed(context.world, pod, local.port);
  if (named !== undefined && !pins.strict) {
    path.assume('sockets', `the app of ${podLabel(pod)} listens on every address at port ${local.port} (${named})`);
    path.add({ kind: 'app', outcome: 'delivered', summary: `the app at ${at}`, notes: [`named by ${named}`] });
    return { kind: 'end', verdict };
  }
  const what = `whether anything listens on ${at} in ${podLabel(pod)}`;
  path.add({ kind: 'app', outcome: 'unknown', summary: what, unknown: what });
  return { kind: 'end', verdict: indeterminate(what, verdict) };
}

function refusedAtGateway(context: WalkContext, pod: PodNode, at: string): WalkState {
  const { path } = context;
  path.assume('sockets', `nothing but its proxy listens in ${podLabel(pod)}`);
  const summary = `no listener of ${podLabel(pod)} takes ${at}`;
  path.add({ kind: 'app', outcome: 'no_match', summary });
  const sentence = `Nothing listens on ${at} of ${podLabel(pod)}.`;
  return connectionEnded(context, 'NO_MATCH', sentence, 'refused');
}

/** Whoever listens, it is not the proxy. */
function appOwner({ proxy }: PodNode): SocketOwner {
  return { kind: 'ordinary', knownNot: { uids: proxy?.uids ?? [], gids: proxy?.gids ?? [] } };
}
