/** The values that rules and packets share, so that rules hit and miss: those of the bed, and some beside them. */
export interface Words {
  /** Of this host, by where they are. */
  readonly own: readonly string[];
  readonly loopback: readonly string[];
  /** Of the namespaces at the other ends, and of others behind them. */
  readonly others: readonly string[];
  readonly networks: readonly string[];
}

/** By address family. */
export const WORDS: Readonly<Record<4 | 6, Words>> = {
  4: {
    own: ['10.0.0.2', '10.0.0.3', '10.9.9.9', '172.16.0.2'],
    loopback: ['127.0.0.1', '127.0.0.6', '127.0.0.9'],
    others: ['10.0.0.1', '10.0.0.9', '172.16.0.1', '10.96.0.10', '10.96.0.20', '192.0.2.10', '203.0.113.5'],
    networks: [
      '10.0.0.0/8',
      '10.0.0.0/24',
      '127.0.0.0/8',
      '10.96.0.0/12',
      '172.16.0.0/12',
      '192.0.2.0/25',
      '0.0.0.0/0',
    ],
  },
  6: {
    own: ['fd00::2', 'fd00::3', 'fd01::2', '::6'],
    loopback: ['::1'],
    others: ['fd00::1', 'fd00::9', 'fd01::1', 'fd96::10', 'fd96::20', '2001:db8::10'],
    networks: ['fd00::/8', 'fd00::/64', 'fd96::/16', '::/64', '2001:db8::/32', 'fd01::/64', '::/0'],
  },
};

export const INTERFACES = ['eth0', 'eth1', 'lo', 'eth+', 'e+', 'eth0+', 'lo+', '+', 'et'] as const;
export const PORTS = [80, 53, 8080, 15001, 15006, 15008, 15053, 22, 443, 9001, 9002, 7777] as const;
/** Of senders: from 20000 on, where the bed's peers keep silent. Each packet of some seconds has a port of its own. */
export const SOURCE_PORTS = [20000, 40000, 45000, 50000] as const;
export const PORTS_OF_SENDERS = 4096;

/** The ports of a quarter of all senders, ends included. */
export function sendersFrom(first: number): readonly [number, number] {
  return [first, first + PORTS_OF_SENDERS - 1];
}
export const IDS = [0, 1000, 1337, 1338, 2000] as const;
export const MARKS = [0, 1, 7, 0x539, 0x1539, 0x111, 0x4000, 0xffffffff, 0x80000000] as const;
export const MASKS = [0xffffffff, 0xfff, 0xff, 0xf, 0x1, 0x8000, 0xff00, 0x80000000, 0] as const;
export const ZONES = [0, 1, 2] as const;
