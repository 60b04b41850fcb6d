import type { PeerCertificate } from '../../envoy/model/Connection.js';
import { parseIp, type IpAddress } from '../../net/IpAddress.js';
import { podIdentity } from '../world/podIdentity.js';
import { podLabel, type PodNode } from '../world/PodNode.js';
import { contentOf } from './contentOf.js';
import { frontDoor } from './frontDoor.js';
import { resolveStage } from './resolveStage.js';
import { senderOwner } from './senderOwner.js';
import { standInAddress } from './standIn.js';
import { sendFromNode } from './sendFromNode.js';
import type { ArriveState, NetworkState, WalkState } from './state/WalkState.js';
import { indeterminate } from './verdicts.js';
import type { WalkContext } from './WalkContext.js';

/** An ephemeral port, where the user names none: matchers that ask for it see a port that no rule is about. */
const EPHEMERAL_PORT = 40_000;

/** The first state: who sends, to which address, what. */
export function start(context: WalkContext): WalkState {
  const { request, world } = context;
  const content = contentOf(request, clientCertificate(context));
  if (request.from.kind === 'pod' && request.only !== 'inbound') sayWhoSends(context);
  const sourceIp = request.sourceIp === undefined ? undefined : parseIp(request.sourceIp);
  const sourcePort = request.sourcePort ?? EPHEMERAL_PORT;
  if (request.from.kind === 'pod') {
    const pod = world.pod(request.from.namespace, request.from.name);
    if (pod === undefined)
      return { kind: 'end', verdict: indeterminate(`pod ${request.from.namespace}/${request.from.name}`) };
    const resolved = resolveStage(context, podLabel(pod), pod);
    if (resolved.kind === 'end') return resolved;
    const { address } = resolved;
    const origin = { pod };
    if (request.only === 'inbound')
      return inbound(context, { ip: sourceIp ?? addressOf(pod, address.ip), port: sourcePort }, address, {
        content,
        origin,
      });
    return {
      kind: 'send',
      pod,
      by: 'app',
      owner: senderOwner(request, pod),
      mark: request.sender.mark,
      sourcePort,
      destination: address,
      content,
      origin,
      ...(sourceIp === undefined ? {} : { source: sourceIp }),
      ...(resolved.standsFor === undefined ? {} : { standsFor: resolved.standsFor }),
    };
  }
  return fromElsewhere(context, { content, ip: sourceIp, port: sourcePort });
}

function fromElsewhere(
  context: WalkContext,
  client: { readonly content: WalkContent; readonly ip: IpAddress | undefined; readonly port: number },
): WalkState {
  const { request, world } = context;
  const { content } = client;
  const nodeName = request.from.kind === 'node' ? request.from.name : undefined;
  const node = nodeName === undefined ? undefined : world.objects.node(nodeName);
  const claimed =
    request.from.kind === 'outside' && request.from.address !== undefined ? parseIp(request.from.address) : undefined;
  const source = { ip: client.ip ?? claimed ?? node?.addresses[0]?.ip ?? standInAddress(), port: client.port };
  if (request.via !== undefined) return frontDoor(context, request.via, source, content);
  const where = nodeName === undefined ? 'outside' : `node ${nodeName}`;
  const resolved = resolveStage(context, where, undefined);
  if (resolved.kind === 'end') return resolved;
  const { address } = resolved;
  if (request.only === 'inbound') return inbound(context, source, address, { content, origin: {} });
  const onTheWire: NetworkState = {
    kind: 'network',
    source,
    destination: address,
    content,
    origin: {},
    ...(nodeName === undefined ? {} : { fromNode: nodeName }),
    ...(resolved.standsFor === undefined ? {} : { standsFor: resolved.standsFor }),
  };
  const netns = nodeName === undefined ? undefined : world.nodeNetns(nodeName);
  if (nodeName === undefined || netns === undefined) return onTheWire;
  return sendFromNode(context, { name: nodeName, netns }, onTheWire);
}

type WalkContent = ArriveState['content'];

/** `--only inbound`: the walk begins in the destination's network namespace. */
function inbound(
  { world }: WalkContext,
  source: ArriveState['source'],
  destination: ArriveState['destination'],
  rest: Pick<ArriveState, 'content' | 'origin'>,
): WalkState {
  const pod = world.podByIp(destination.ip);
  if (pod === undefined)
    return { kind: 'end', verdict: indeterminate(`which pod has the address ${destination.ip.text}`) };
  return { kind: 'arrive', pod, source, destination, ...rest };
}

function addressOf(pod: PodNode, destination: IpAddress): IpAddress {
  return pod.ips.find(({ family }) => family === destination.family) ?? standInAddress();
}

/** A sender that neither the user nor the pod's spec names is an ordinary user. */
function sayWhoSends({ request, path }: WalkContext): void {
  const { uid, gid, container } = request.sender;
  const who = container === undefined ? 'the sender' : `container ${container}`;
  if (uid === 'ordinary') path.assume('sender', `${who} runs as an ordinary user, none of the proxy's`);
  else if (gid === 'ordinary') path.assume('sender', `${who} runs with a group that is none of the proxy's`);
}

/** The certificate that the client presents: a mesh identity given by `--as-peer`. */
function clientCertificate({ request, world }: WalkContext): PeerCertificate | undefined {
  const as = request.tls?.as;
  if (as === undefined) return undefined;
  const [namespace = '', account = ''] = as.split('/');
  return podIdentity(world, namespace, account);
}
