import type { Netns } from '../../../../src/netfilter/walk/netns/Netns.js';
import type { BedSocket, LoadedRules, Observation, SentPacket } from '../contract.js';

/**
 * A pod's network namespace with a peer at the other end of each link, made for packets to be sent through rules. All of it is
 * without names and hangs on descriptors of this process, so that nothing is left however the process ends. Everything is
 * synchronous and of the thread that opened the bed.
 *
 * The pod: lo 127.0.0.1/8, 10.9.9.9/32, ::1, ::6; eth0 10.0.0.2/24, 10.0.0.3/24, fd00::2, fd00::3; eth1 172.16.0.2/24, fd01::2;
 * default routes by eth0; mark 7 goes by eth1, mark 0x539 to `local default dev lo`.
 *
 * `peer` (eth0) and `peer2` (eth1) are every address: whatever leaves the pod finds a server on the ports of {@link sockets}, a
 * reset or an ICMP error on others. What the pod sends to port 20000 or above of a peer that does not wait for it is met with
 * silence, so that an answer that goes astray makes no noise: senders have ports from 20000 on, servers below.
 */
export interface Bed {
  /** The pod as the evaluator knows it, read from the kernel; without rules. */
  readonly netns: Netns;
  readonly sockets: readonly BedSocket[];
  /**
   * Replaces all rules of all loaders, in the order given, and forgets all flows. Returns what a loader said where it refused a rule
   * set, by its place in `rules`; the others are loaded all the same.
   * `established`: connections to open before, while conntrack runs and no rule is in force; `send` of the same packet then sends
   * a byte of data on it.
   */
  readonly load: (rules: readonly LoadedRules[], options?: LoadOptions) => readonly Refusal[];
  /**
   * Sends one packet, waits until the kernel has nothing left to do, and tells. Then the connection is gone without a trace: no
   * packet, no flow. `patient`: milliseconds to wait for what did not happen; absent: none, which is exact but for what a timer
   * does, and no timer plays a part in an exchange (an ICMP error towards TCP is read from the socket's error queue at once; other
   * programs hear of it at the first retransmission).
   *
   * `established`: a byte of data and its acknowledgement, a datagram and its answer, or an echo, on a flow that `load` opened;
   * once each. `invalid`: a SYN+ACK without a flow from a raw socket, tcp only; its sender always sees `timeout`, or an error of
   * send(2). Of icmp, `destinationPort` is the identifier, and nobody is `reached`.
   */
  readonly send: (packet: SentPacket, patient?: number) => Observation;
  readonly close: () => void;
}

export interface LoadOptions {
  readonly established?: readonly SentPacket[];
  /** Make the ipsets that the rules name, without content. */
  readonly ipsets?: boolean;
}

export interface Refusal {
  /** Place in the rules that were to be loaded. */
  readonly at: number;
  /** What the tool printed, with its line number. */
  readonly message: string;
}
