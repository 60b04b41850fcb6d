import type { ConntrackTuple } from '../../model/ConntrackView.js';
import type { Hook } from '../../model/Hook.js';
import { plainStep, type Journey } from '../Journey.js';
import { isInvalidTcp } from './isInvalidTcp.js';
import { tcpLiberal } from '../netns/sysctl.js';
import { newFlow } from './newFlow.js';
import { invertTuple, makeTuple, sameTuple } from './tuple.js';
import type { Tracking } from './Tracking.js';

type FlowTracking = Extract<Tracking, { kind: 'flow' }>;

/**
 * The conntrack hook: finds the packet's flow in its zone, or begins one. A packet that has its flow already (back over lo), or is
 * not to be tracked, passes. An INVALID packet gets no flow.
 */
export function trackPacket(journey: Journey, hook: Hook): void {
  const { tracking, packet } = journey;
  if (!journey.conntrack || tracking.kind !== 'none') return;
  if (journey.invalid) {
    // What is INVALID does not even keep a template (`nf_conntrack_in`).
    journey.tracking = { kind: 'none' };
    return;
  }
  const zone = tracking.zone === 'mark' ? packet.mark & 0xffff : (tracking.zone ?? 0);
  const found =
    journey.error?.quoted === undefined ? flowOf(journey, zone) : quotedFlow(journey, journey.error.quoted, zone);
  const stays = tracking.attached === true && journey.error?.kind === 'icmp';
  journey.tracking = found ?? (stays ? { kind: 'none', attached: true } : { kind: 'none' });
  const effects = zone === 0 ? [] : [`zone ${zone}`];
  plainStep(journey, { kind: 'conntrack', hook, verdict: found?.state ?? 'INVALID', effects });
}

/** The ICMP requests that begin a flow; other messages without one are INVALID (`valid_new` of `nf_conntrack_proto_icmp.c`). */
const BEGIN_ICMP: readonly string[] = ['icmp 8', 'icmp 13', 'icmp 15', 'icmp 17', 'ipv6-icmp 128', 'ipv6-icmp 139'];

/** The flow of the packet that an ICMP error quotes; without one the error is INVALID (`nf_conntrack_inet_error`). */
function quotedFlow({ known, packet }: Journey, quoted: ConntrackTuple, zone: number): FlowTracking | undefined {
  const answer = invertTuple(quoted);
  if (answer.destination.text !== packet.destination.text) return undefined;
  const flows = known.filter((flow) => flow.zone === zone);
  const answered = flows.find(({ reply }) => sameTuple(reply, answer));
  if (answered !== undefined) return { kind: 'flow', flow: answered, direction: 'REPLY', state: 'RELATED' };
  const flow = flows.find(({ original }) => sameTuple(original, answer));
  return flow && { kind: 'flow', flow, direction: 'ORIGINAL', state: 'RELATED' };
}

function flowOf({ netns, packet, known }: Journey, zone: number): FlowTracking | undefined {
  const { protocol, tcpFlags, icmpType } = packet;
  const tuple = makeTuple(packet.source, packet.sourcePort, packet.destination, packet.destinationPort);
  const flows = known.filter((flow) => flow.zone === zone && flow.protocol === protocol);
  // An answer to a request is of another type (`icmp_invert_tuple`).
  const asks = icmpType !== undefined && BEGIN_ICMP.includes(`${protocol} ${icmpType}`);
  const answered = asks ? undefined : flows.find(({ reply }) => sameTuple(reply, tuple));
  if (answered !== undefined) {
    // An ACK of data that conntrack has not seen (`tcp_in_window`; kernel 6.18 measured).
    const isOutside = answered.missedData === true && tcpFlags?.includes('ACK') === true;
    if (isOutside && !tcpLiberal(netns)) return undefined;
    return { kind: 'flow', flow: { ...answered, seenReply: true }, direction: 'REPLY', state: 'ESTABLISHED' };
  }
  const flow = flows.find(({ original }) => sameTuple(original, tuple));
  if (flow?.seenReply) {
    return {
      kind: 'flow',
      // A reset closes a connection that has yet to open (`nf_conntrack_tcp_packet`).
      flow: { ...flow, assured: flow.assured || (protocol === 'tcp' && tcpFlags?.includes('RST') !== true) },
      direction: 'ORIGINAL',
      state: 'ESTABLISHED',
    };
  }
  if (tcpFlags !== undefined && isInvalidTcp(netns, tcpFlags, flow !== undefined)) return undefined;
  if (flow === undefined && icmpType !== undefined && !asks) return undefined;
  return { kind: 'flow', flow: flow ?? newFlow(protocol, zone, tuple), direction: 'ORIGINAL', state: 'NEW' };
}
