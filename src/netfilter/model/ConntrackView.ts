import type { IpAddress } from '../../net/IpAddress.js';

/** What `--ctstate` compares, but for the virtual states SNAT and DNAT. */
export type ConntrackState = 'INVALID' | 'NEW' | 'RELATED' | 'ESTABLISHED' | 'UNTRACKED';

/** One direction of a flow. */
export interface ConntrackTuple {
  readonly source: IpAddress;
  readonly sourcePort?: number;
  readonly destination: IpAddress;
  readonly destinationPort?: number;
}

/** A status bit of a flow, as `--ctstatus` names it. */
export type ConntrackStatus = 'EXPECTED' | 'SEEN_REPLY' | 'ASSURED' | 'CONFIRMED';

/** A flow as conntrack knows it at the moment a rule looks. */
export interface ConntrackEntry {
  /** `tcp`, `udp`, …: as `Packet.protocol`. */
  readonly protocol: string;
  readonly original: ConntrackTuple;
  /** The reply tuple; it shows a translation only after the nat chain of the first packet. */
  readonly reply: ConntrackTuple;
  /** Direction of the packet that looks. */
  readonly direction: 'ORIGINAL' | 'REPLY';
  /** Source, destination translated: the virtual states SNAT, DNAT. */
  readonly snat: boolean;
  readonly dnat: boolean;
  readonly mark: number;
  /** Absent: not known. */
  readonly status?: readonly ConntrackStatus[];
  readonly zone?: number;
  /** What a CT rule attached in raw, before conntrack looks: no flow yet. */
  readonly template?: true;
  /** `mark` is not known: earlier packets may have set it. */
  readonly markUnknown?: true;
}

/**
 * What `-m conntrack` sees of a packet. Without an entry (before conntrack, in raw; an invalid packet; one that is not tracked)
 * the state is `INVALID` or `UNTRACKED` and every other criterion of conntrack is special: see the conntrack match.
 */
export interface ConntrackView {
  readonly state: ConntrackState;
  readonly entry?: ConntrackEntry;
}
