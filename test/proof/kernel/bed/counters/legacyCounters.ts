import type { Libc } from '../../../../../src/proxy/sys/Libc.js';
import { SOL_IP, SOL_IPV6 } from '../../../../../src/proxy/sys/linux.js';
import { checked } from '../../../../../src/proxy/sys/SystemCallError.js';
import { bytes } from '../DatagramServer.js';
import type { Counters } from './Counters.js';

const SO_GET_INFO = 64;
const SO_GET_ENTRIES = 65;
const INFO_SIZE = 84;
const NAME_SIZE = 32;
/** struct ipt_get_entries before its entries. */
const HEADER = 40;
const HOOKS = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'] as const;

/** Where things stand in struct ipt_entry and ip6t_entry. */
const ENTRY = {
  4: { targetOffset: 88, nextOffset: 90, packets: 96 },
  6: { targetOffset: 140, nextOffset: 142, packets: 152 },
} as const;

/**
 * Counters of a table of iptables-legacy, which getsockopt on a raw socket of the namespace gives (linux/netfilter_ipv4/ip_tables.h).
 * `undefined`: there is no such table.
 */
export function legacyCounters(libc: Libc, rawSocket: number, family: 4 | 6, table: string): Counters | undefined {
  const level = family === 4 ? SOL_IP : SOL_IPV6;
  const info = bytes(INFO_SIZE);
  info.write(table);
  if (libc.getsockopt(rawSocket, level, SO_GET_INFO, info, lengthOf(INFO_SIZE)) < 0) return undefined;
  const size = info.readUInt32LE(INFO_SIZE - 4);
  const entries = bytes(HEADER + size);
  const refill = (): void => {
    entries.write(table);
    entries.writeUInt32LE(size, NAME_SIZE);
    const result = libc.getsockopt(rawSocket, level, SO_GET_ENTRIES, entries, lengthOf(entries.length));
    checked(libc, result, 'getsockopt(IPT_SO_GET_ENTRIES)');
  };
  refill();
  const rules = findRules(entries.subarray(HEADER), info, family);
  const offsets = rules.map(({ offset }) => HEADER + offset + ENTRY[family].packets);
  const read = (): Float64Array => {
    refill();
    return Float64Array.from(offsets, (offset) => entries.readUInt32LE(offset));
  };
  return { names: rules.map(({ chain, index }) => `legacy${family} ${table}:${chain}:${index}`), read };
}

interface Place {
  readonly offset: number;
  readonly chain: string;
  readonly index: number;
}

/** Entries that are rules: not a policy, nor the head (an ERROR target with the name) or the RETURN at the end of a user's chain. */
function findRules(entries: Buffer, info: Buffer, family: 4 | 6): readonly Place[] {
  const hooks = HOOKS.map((chain, hook) => ({
    chain,
    valid: ((info.readUInt32LE(NAME_SIZE) >> hook) & 1) === 1,
    entry: info.readUInt32LE(NAME_SIZE + 4 + 4 * hook),
    policy: info.readUInt32LE(NAME_SIZE + 24 + 4 * hook),
  })).filter(({ valid }) => valid);
  const starts = new Map(hooks.map(({ entry, chain }) => [entry, chain]));
  const policies = new Set(hooks.map(({ policy }) => policy));
  const rules: Place[] = [];
  let chain = '';
  let index = 0;
  let before = 0;
  const { targetOffset, nextOffset } = ENTRY[family];
  for (let offset = 0; offset < entries.length; offset += entries.readUInt16LE(offset + nextOffset)) {
    const start = starts.get(offset);
    if (start !== undefined) [chain, index] = [start, 0];
    const head = chainHead(entries, offset + entries.readUInt16LE(offset + targetOffset));
    if (head !== undefined) {
      // The entry before was the RETURN at the end of a user's chain, unless it was a policy.
      if (rules.at(-1)?.chain === chain && !policies.has(before)) rules.pop();
      [chain, index] = [head, 0];
    } else if (!policies.has(offset)) rules.push({ offset, chain, index: ++index });
    before = offset;
  }
  return rules;
}

/** The name in an ERROR target. */
function chainHead(entries: Buffer, target: number): string | undefined {
  return cString(entries, target + 2, 29) === 'ERROR' ? cString(entries, target + 32, 32) : undefined;
}

function cString(entries: Buffer, start: number, most: number): string {
  return entries.toString('latin1', start, start + most).replace(/\0.*$/s, '');
}

function lengthOf(value: number): Uint8Array {
  return new Uint8Array(Uint32Array.of(value).buffer);
}
