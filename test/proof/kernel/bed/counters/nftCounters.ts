import type { Counters } from './Counters.js';
import { attributesOf, messagesOf, spans, type Span } from './attributes.js';
import type { Netlink } from './Netlink.js';

const NFT_MSG_NEWRULE = (10 << 8) | 6;
const NFT_MSG_GETRULE = (10 << 8) | 7;
const TABLE = 1;
const CHAIN = 2;
const EXPRESSIONS = 4;
const EXPRESSION_NAME = 1;
const EXPRESSION_DATA = 2;
const COUNTER_PACKETS = 2;
const FAMILIES: Readonly<Record<number, string>> = { 1: 'inet', 2: 'ip', 10: 'ip6' };

/** Gives a rule's coordinate from nft's name of the family, the table, the chain and the place from 1. */
export type NameOf = (family: string, table: string, chain: string, index: number) => string;

/**
 * Counter statements of all nft rules of one family (1 inet, 2 ip, 10 ip6), of iptables-nft and of scripts. As long as the rules
 * stay, a dump has every counter at the same place, so that only the first one is read message by message.
 */
export function nftCounters(
  netlink: Netlink,
  family: number,
  nameOf: NameOf,
): Counters & { readonly uncounted: number } {
  const dump = (): Buffer => netlink.dump({ type: NFT_MSG_GETRULE, family });
  const first = dump();
  const { length } = first;
  const { names, offsets, uncounted } = findCounters(first, nameOf);
  const read = (): Float64Array => {
    const bytes = dump();
    if (bytes.length !== length) throw new Error('the rules have changed since they were loaded');
    return Float64Array.from(offsets, (offset) => bytes.readUInt32BE(offset + 4));
  };
  return { names, read, uncounted };
}

interface Found {
  readonly names: string[];
  /** Of the packets, 64 bits in network order. */
  readonly offsets: number[];
  uncounted: number;
}

function findCounters(messages: Buffer, nameOf: NameOf): Found {
  const found: Found = { names: [], offsets: [], uncounted: 0 };
  const counts = new Map<string, number>();
  for (const { type, start, end } of messagesOf(messages)) {
    if (type !== NFT_MSG_NEWRULE) continue;
    const attributes = attributesOf(messages, start + 4, end);
    const family = FAMILIES[messages.readUInt8(start)] ?? 'other';
    const table = text(messages, attributes.get(TABLE));
    const chain = text(messages, attributes.get(CHAIN));
    const key = `${family} ${table} ${chain}`;
    const index = (counts.get(key) ?? 0) + 1;
    counts.set(key, index);
    const offset = counterOffset(messages, attributes.get(EXPRESSIONS));
    if (offset === undefined) found.uncounted++;
    else {
      found.names.push(nameOf(family, table, chain, index));
      found.offsets.push(offset);
    }
  }
  return found;
}

function counterOffset(messages: Buffer, expressions: Span | undefined): number | undefined {
  for (const { start, end } of expressions ? spans(messages, expressions) : []) {
    const expression = attributesOf(messages, start, end);
    if (text(messages, expression.get(EXPRESSION_NAME)) !== 'counter') continue;
    const data = expression.get(EXPRESSION_DATA);
    return data && attributesOf(messages, data.start, data.end).get(COUNTER_PACKETS)?.start;
  }
  return undefined;
}

function text(messages: Buffer, span: Span | undefined): string {
  return span === undefined ? '' : messages.toString('latin1', span.start, span.end).replace(/\0.*$/s, '');
}
