import { formatSocketAddress } from '../../../net/SocketAddress.js';
import type { ConnectedSocket } from '../../model/ConnectedSocket.js';
import type { ListeningSocket } from '../../model/ListeningSocket.js';
import { invertTuple, tupleDestination, tupleSource } from '../flow/tuple.js';
import type { Outcome } from '../hooks/Outcome.js';
import { plainStep, type Journey } from '../Journey.js';
import { answersOpening } from './answersOpening.js';
import { lostReply } from './lostReply.js';
import type { RejectType } from '../../target/REJECT.js';
import type { LocalEnd } from '../PacketWalk.js';
import { refusalOf } from '../refusal/refusalOf.js';
import { connectedSocket } from '../sockets/connectedSocket.js';
import { findListener } from '../sockets/findListener.js';

/** The packet has passed INPUT: the socket that TPROXY gave it to takes it, or one that listens, or nobody does. */
export function deliver(journey: Journey): Outcome {
  const { packet, tracking, assigned } = journey;
  if (assigned !== undefined && !assigned.connected && typeof journey.connected === 'object') {
    const listener = formatSocketAddress(assigned.listener.address);
    const why = `given by TPROXY to the socket that listens on ${listener}, which knows no such connection`;
    return journey.isReply ? strayReply(journey, why) : refuse(journey, why, 'reset');
  }
  if (journey.isReply) return deliverReply(journey);
  if (journey.error !== undefined) return lostReply(journey, 'INPUT', 'an error about an answer');
  if (mayHaveLostSocket(journey)) return { kind: 'end', end: { kind: 'unknown', why: KEEPS_SOCKET } };
  const taker = assigned?.listener ?? takerOf(journey);
  if (taker === undefined) {
    const why = `nothing listens on ${formatSocketAddress(tupleDestination(packet))}`;
    return packet.tcpFlags?.includes('RST') === true
      ? lostReply(journey, 'INPUT', why)
      : refuse(journey, why, 'refused');
  }
  if (isStray(journey)) return stray(journey);
  journey.accepted = { transparent: taker.transparent };
  const flow = tracking.kind === 'flow' ? tracking.flow : undefined;
  const end: LocalEnd = {
    kind: 'local',
    local: tupleDestination(packet),
    originalDestination: tupleDestination(flow?.original ?? packet),
    hasOriginalDst: packet.protocol === 'tcp' && flow?.zone === 0,
    source: tupleSource(packet),
    by: assigned === undefined ? (flow?.by ?? 'direct') : 'tproxy',
    ...(assigned === undefined ? {} : { listener: assigned.listener.address }),
    mark: packet.mark,
    ...(packet.tos === undefined ? {} : { tos: packet.tos }),
  };
  plainStep(journey, { kind: 'deliver', hook: 'INPUT', verdict: 'local', effects: [deliveredTo(end)] });
  return { kind: 'end', end };
}

const KEEPS_SOCKET = 'whether the socket is transparent, which a packet keeps whose source nat in INPUT changes';

function mayHaveLostSocket(journey: Journey): boolean {
  const { early } = journey;
  if (early === undefined ? !isMovedInInput(journey) : early.transparent !== undefined) return false;
  return connectedSocket(journey, journey.packet) === 'none';
}

/** A packet of a connection that was there before, from the wire: its socket, which is not known, may have been found before routing. */
function isMovedInInput({ connected, opening, packet }: Journey): boolean {
  const { tuple, from, protocol } = opening;
  if (connected !== undefined || from !== 'wire' || protocol !== 'tcp') return false;
  return packet.destination.text === tuple.destination.text && packet.destinationPort === tuple.destinationPort;
}

/** A TCP packet that opens no connection and belongs to none: a listener resets what has ACK, and drops the rest (`tcp_rcv_state_process`). */
function isStray(journey: Journey): boolean {
  const { tcpFlags } = journey.packet;
  const connected = journey.early ?? connectedSocket(journey, journey.packet);
  if (connected !== 'none' || tcpFlags === undefined) return false;
  return !tcpFlags.includes('SYN') || tcpFlags.some((flag) => flag === 'ACK' || flag === 'RST' || flag === 'FIN');
}

function stray(journey: Journey): Outcome {
  const { destination, tcpFlags = [] } = journey.packet;
  const why = `no connection of ${destination.text} has it`;
  const answered = tcpFlags.includes('ACK') && !tcpFlags.includes('RST');
  return answered ? refuse(journey, why, 'reset') : lostReply(journey, 'INPUT', why);
}

function deliveredTo({ local, listener }: LocalEnd): string {
  const by = listener === undefined ? '' : ` by the socket on ${formatSocketAddress(listener)}`;
  return `taken as ${formatSocketAddress(local)}${by}`;
}

/** Unknown sockets are taken to listen; protocols without ports have no listeners to look for. */
function takerOf(journey: Journey): ConnectedSocket | undefined {
  const { packet, netns } = journey;
  const connected = journey.early ?? connectedSocket(journey, packet);
  if (typeof connected === 'object') return connected;
  if (netns.sockets === undefined || (packet.protocol !== 'tcp' && packet.protocol !== 'udp')) {
    return { transparent: undefined };
  }
  const listener = findListener(netns.sockets, packet.protocol, tupleDestination(packet), packet.inInterface);
  return listener && { transparent: listener.transparent };
}

function refuse(journey: Journey, why: string, senderSees: 'refused' | 'reset'): Outcome {
  const step = plainStep(journey, { kind: 'deliver', hook: 'INPUT', verdict: 'refused', effects: [why] });
  const errno = senderSees === 'reset' ? 'ECONNRESET' : 'ECONNREFUSED';
  const refusal = refusalOf(journey, 'INPUT', refusalType(journey), 'socket', listenerAt(journey));
  return { kind: 'end', end: { kind: 'rejected', step, senderSees, errno, refusal } };
}

function refusalType({ packet: { family, protocol } }: Journey): RejectType {
  if (protocol === 'tcp') return 'tcp-reset';
  return family === 4 ? 'icmp-port-unreachable' : 'icmp6-port-unreachable';
}

/** The socket that TPROXY gave the packet to, or that listens where it goes. */
function listenerAt({ packet, netns, assigned }: Journey): ListeningSocket | undefined {
  if (assigned !== undefined) return assigned.listener;
  return findListener(netns.sockets ?? [], packet.protocol, tupleDestination(packet), packet.inInterface);
}

/** No socket here waits for the answer: the sender hears nothing, but whoever answered does. Nobody is told about an echo reply. */
function strayReply(journey: Journey, why: string): Outcome {
  const outcome = lostReply(journey, 'INPUT', why);
  const { packet, error } = journey;
  if (outcome.kind !== 'end' || outcome.end.kind !== 'unroutable') return outcome;
  const other = packet.protocol === 'udp' && error === undefined ? listenerAt(journey) : undefined;
  if (other !== undefined) return { kind: 'end', end: { ...outcome.end, takenBy: other.address } };
  if (error !== undefined || (packet.protocol !== 'tcp' && packet.protocol !== 'udp')) return outcome;
  const refusal = refusalOf(journey, 'INPUT', refusalType(journey), 'socket', listenerAt(journey));
  return { kind: 'end', end: { ...outcome.end, refusal } };
}

/** A reply is taken only by the socket that began the conversation, which knows the address it dialled and no other. */
function deliverReply(journey: Journey): Outcome {
  const { packet, opening } = journey;
  const expected = invertTuple(opening.tuple);
  if (opening.from === 'wire') return strayReply(journey, `${packet.destination.text} sent it, and is not here`);
  // What TPROXY or a look before routing gave to the sender's own socket is taken whatever nat made of it.
  if (journey.assigned?.connected !== true && journey.early === undefined && !answersOpening(journey)) {
    const asked = formatSocketAddress(tupleSource(expected));
    const answered = formatSocketAddress(tupleSource(packet));
    return strayReply(journey, `the sender expects an answer from ${asked}, this one comes from ${answered}`);
  }
  const local = tupleDestination(packet);
  const effects = [`taken as ${formatSocketAddress(local)}`];
  plainStep(journey, { kind: 'deliver', hook: 'INPUT', verdict: 'local', effects });
  const end: LocalEnd = {
    kind: 'local',
    local,
    originalDestination: local,
    hasOriginalDst: false,
    source: tupleSource(packet),
    by: 'direct',
    mark: packet.mark,
  };
  return { kind: 'end', end };
}
