import type { SentPacket } from '../../../../proof/kernel/contract.js';
import { FILTER, NAT, rows } from '../../../walk/rules.js';

/**
 * Measured facts, measured again on the kernel that runs here, and predicted: what the sender saw, the socket reached with its peer
 * and SO_ORIGINAL_DST, and the rules that were hit at least once.
 */
export interface Row {
  readonly fact: string;
  readonly rules: string;
  readonly packet: string;
  readonly change?: Partial<SentPacket>;
  /** `connected pod 127.0.0.1:15001 from 10.0.0.2:40000 dialled 192.0.2.10:80`. */
  readonly seen: string;
  /** `nat:OUTPUT:1 filter:OUTPUT:1`, sorted. */
  readonly hits?: string;
  readonly family: 4 | 6;
  /** Milliseconds to wait: IPv6 errors reach a TCP client at its first retransmission. */
  readonly patient?: number;
}

/** A fact, its rules, the packet, what is seen of it and which rules it hits. */
export function row(
  fact: string,
  rules: string,
  words: string,
  seen: string,
  hits?: string,
  change: Partial<SentPacket> = {},
): Row {
  return {
    fact,
    rules,
    packet: words,
    seen,
    change,
    family: words.includes('[') ? 6 : 4,
    ...(hits === undefined ? {} : { hits }),
  };
}

export const OUT = 'out tcp 192.0.2.10:80';
export const DIRECT = 'connected peer 192.0.2.10:80 from 10.0.0.2:40000';
export const REDIRECT = 'OUTPUT -p tcp -j REDIRECT --to-ports 15001';
export const REDIRECTED = 'connected pod 127.0.0.1:15001 from 10.0.0.2:40000 dialled 192.0.2.10:80';
export const DROPS = FILTER.replace(':OUTPUT ACCEPT', ':OUTPUT DROP');
export const dnat = (to: string): string => rows(NAT, `OUTPUT -p tcp --dport 80 -j DNAT --to-destination ${to}`);
export const owner = (...words: readonly string[]): string =>
  rows(FILTER, ...words.map((one) => `OUTPUT -p tcp --syn -m owner ${one}`));
export const PROXY = { uid: 1337, gid: 1337 };
