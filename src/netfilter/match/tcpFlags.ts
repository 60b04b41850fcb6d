import type { Negatable } from '../model/Negatable.js';
import type { TcpFlag } from '../model/Packet.js';
import type { OptionReader } from '../words/OptionReader.js';

/** Of the flags in `mask`, exactly those in `set` are set. */
export interface TcpFlagsTest {
  readonly mask: readonly TcpFlag[];
  readonly set: readonly TcpFlag[];
}

/** In the order in which iptables-save prints them; the position is the bit in the header. */
const FLAGS: readonly TcpFlag[] = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'];

const SYN: TcpFlagsTest = { mask: ['FIN', 'SYN', 'RST', 'ACK'], set: ['SYN'] };

/** `--tcp-flags MASK SET` or `--syn`; both at once cannot be read. */
export function readTcpFlags(options: OptionReader): Negatable<TcpFlagsTest> | undefined {
  const flags = options.words('--tcp-flags');
  if (flags === undefined) {
    const syn = options.flag('--syn');
    return syn && { not: syn.not, value: SYN };
  }
  const [mask, set] = flags.values.map(parseFlags);
  if (mask !== undefined && set !== undefined) return { not: flags.not, value: { mask, set } };
  options.fail();
  return undefined;
}

/** The two words after `--tcp-flags`: mask, and what is set of it. */
export function printTcpFlags({ mask, set }: TcpFlagsTest): readonly [string, string] {
  return [mask.join(',') || 'NONE', set.join(',') || 'NONE'];
}

/** Source: `tcp_mt` of `xt_tcpudp.c`: `(flags & mask) == set`, so flags that are only in `set` match nothing. */
export function tcpFlagsMatch({ mask, set }: TcpFlagsTest, flags: readonly TcpFlag[]): boolean {
  return FLAGS.every((flag) => (mask.includes(flag) && flags.includes(flag)) === set.includes(flag));
}

function parseFlags(text: string): readonly TcpFlag[] | undefined {
  const upper = text.toUpperCase();
  if (upper === 'ALL') return FLAGS;
  if (upper === 'NONE') return [];
  if (/^0X[0-9A-F]{1,2}$/.test(upper)) return FLAGS.filter((_, bit) => Number(upper) & (1 << bit));
  const names = upper.split(',');
  const known = FLAGS.filter((flag) => names.includes(flag));
  return names.every((name) => FLAGS.some((flag) => flag === name)) ? known : undefined;
}
