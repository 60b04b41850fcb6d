import type { MatchKind } from '../../../../src/netfilter/match/Match.js';
import { address, hex, maybeNot, only, type RuleContext } from './RuleContext.js';
import { IDS, INTERFACES, MARKS, MASKS, PORTS, sendersFrom, SOURCE_PORTS } from './words.js';

/** Writes one kind of match as iptables takes it. */
export interface MatchGenerator {
  /** Whether the tools and the kernel take it here. */
  readonly fits: (context: RuleContext) => boolean;
  readonly write: (context: RuleContext) => readonly string[];
  /** No supported feature: what it decides is `unknown` by design. */
  readonly foreign?: true;
  /** Why no rule has it. */
  readonly unloadable?: string;
}

const ANYWHERE = (): boolean => true;

/** A generator for each kind of match; `tcp` and its like are written behind `-p`. */
export const matchGenerators: Readonly<Record<MatchKind, MatchGenerator>> = {
  source: { fits: ANYWHERE, write: (context) => addressWords(context, '-s') },
  destination: { fits: ANYWHERE, write: (context) => addressWords(context, '-d') },
  inInterface: {
    fits: (context) => !context.builtin || only(context, 'PREROUTING', 'INPUT', 'FORWARD'),
    write: (context) => interfaceWords(context, '-i'),
  },
  outInterface: {
    fits: (context) => !context.builtin || only(context, 'OUTPUT', 'POSTROUTING', 'FORWARD'),
    write: (context) => interfaceWords(context, '-o'),
  },
  // The plain `-p NAME` is chosen before all matches; here its negated and numeric forms.
  protocol: {
    fits: ({ protocol }) => protocol === undefined,
    write: ({ rng }) => [...(rng.chance(60) ? ['!'] : []), '-p', rng.pick(['6', '17', '253', 'tcp', 'udp'])],
  },
  fragment: { fits: ({ family }) => family === 4, write: (context) => [...maybeNot(context, 80), '-f'] },
  tcp: { fits: ({ protocol }) => protocol === 'tcp', write: tcpWords },
  udp: { fits: ({ protocol }) => protocol === 'udp', write: (context) => ['-m', 'udp', ...portWords(context)] },
  udplite: {
    fits: () => false,
    unloadable: 'iptables 1.8.9 has no extension of that name',
    write: (context) => ['-m', 'udplite', ...portWords(context)],
  },
  sctp: { fits: ({ protocol }) => protocol === 'sctp', write: (context) => ['-m', 'sctp', ...portWords(context)] },
  dccp: { fits: ({ protocol }) => protocol === 'dccp', write: (context) => ['-m', 'dccp', ...portWords(context)] },
  icmp: {
    fits: ({ protocol, family }) => protocol === (family === 4 ? 'icmp' : 'ipv6-icmp'),
    write: (context) =>
      context.family === 4
        ? [
            '-m',
            'icmp',
            ...maybeNot(context),
            '--icmp-type',
            context.rng.pick(['8', '0', '8/0', '8/1', '3', '3/3', '3/1', '3/13', 'any', 'echo-request']),
          ]
        : [
            '-m',
            'icmp6',
            ...maybeNot(context),
            '--icmpv6-type',
            context.rng.pick(['128', '129', '128/0', '1', '1/4', '1/0', '1/1', 'echo-request', 'echo-reply']),
          ],
  },
  multiport: {
    fits: ({ protocol }) => protocol === 'tcp' || protocol === 'udp' || protocol === 'sctp',
    write: multiportWords,
  },
  owner: { fits: (context) => only(context, 'OUTPUT', 'POSTROUTING'), write: ownerWords },
  mark: { fits: ANYWHERE, write: (context) => ['-m', 'mark', ...maybeNot(context), '--mark', markValue(context)] },
  connmark: {
    fits: ANYWHERE,
    write: (context) => ['-m', 'connmark', ...maybeNot(context), '--mark', markValue(context)],
  },
  conntrack: { fits: ANYWHERE, write: conntrackWords },
  addrtype: { fits: ANYWHERE, write: addrtypeWords },
  socket: {
    fits: (context) => only(context, 'PREROUTING', 'INPUT'),
    write: ({ rng }) => [
      '-m',
      'socket',
      ...(rng.chance(40) ? ['--transparent'] : []),
      ...(rng.chance(50) ? ['--nowildcard'] : []),
      ...(rng.chance(15) ? ['--restore-skmark'] : []),
    ],
  },
  comment: {
    fits: ANYWHERE,
    write: ({ rng }) => [
      '-m',
      'comment',
      '--comment',
      rng.pick(['plain', '"two words"', '"a-b_c.d:e/f"', '"q \\" q"']),
    ],
  },
  iprange: { fits: ANYWHERE, write: iprangeWords },
  length: {
    fits: ANYWHERE,
    write: (context) => [
      '-m',
      'length',
      ...maybeNot(context),
      '--length',
      context.rng.pick(['60', '52', '80', '72', '40', '0:100', '50:59', '61:65535', '28:48', '84', '0:51']),
    ],
  },
  ttl: {
    fits: ANYWHERE,
    write: ({ rng, family }) => {
      const name = family === 4 ? 'ttl' : 'hl';
      const test = rng.pick(['eq', 'lt', 'gt', 'not']);
      const value = rng.pick(['64', '63', '65', '9', '255', '1']);
      return ['-m', name, ...(test === 'not' ? ['!', `--${name}-eq`, value] : [`--${name}-${test}`, value])];
    },
  },
  tos: {
    fits: ANYWHERE,
    write: (context) => [
      '-m',
      'tos',
      ...maybeNot(context),
      '--tos',
      context.rng.pick(['0x00', '0x10', '0x10/0x3f', '0x08/0x0f', '0x00/0x1c', '0xc0']),
    ],
  },
  dscp: {
    fits: ANYWHERE,
    write: (context) => [
      '-m',
      'dscp',
      ...maybeNot(context),
      ...context.rng.pick([
        ['--dscp', '0'],
        ['--dscp', '0x04'],
        ['--dscp-class', 'EF'],
        ['--dscp-class', 'BE'],
        ['--dscp-class', 'CS1'],
      ]),
    ],
  },
  pkttype: {
    fits: ANYWHERE,
    write: (context) => [
      '-m',
      'pkttype',
      ...maybeNot(context),
      '--pkt-type',
      context.rng.pick(['unicast', 'unicast', 'broadcast', 'multicast']),
    ],
  },
  mac: {
    fits: (context) => only(context, 'PREROUTING', 'INPUT', 'FORWARD'),
    write: (context) => [
      '-m',
      'mac',
      ...maybeNot(context),
      '--mac-source',
      context.rng.pick(['02:00:00:00:00:01', '02:00:00:00:01:01', '02:00:00:00:00:99']),
    ],
  },
  physdev: {
    fits: (context) => only(context, 'PREROUTING', 'INPUT'),
    write: (context) => ['-m', 'physdev', ...maybeNot(context, 60), '--physdev-is-in'],
  },
  set: {
    fits: () => false,
    unloadable: 'the bed has no ipset, whose content no rule tells',
    write: ({ rng }) => ['-m', 'set', '--match-set', 'proof', rng.pick(['src', 'dst'])],
    foreign: true,
  },
  statistic: {
    fits: ANYWHERE,
    write: ({ rng }) => [
      '-m',
      'statistic',
      ...(rng.chance(60)
        ? ['--mode', 'random', '--probability', rng.pick(['0.5', '0.25', '0', '1'])]
        : ['--mode', 'nth', '--every', rng.pick(['1', '2', '3']), '--packet', '0']),
    ],
  },
  // Of native rules: see `nativeMatches.ts`.
  nftCompare: { fits: () => false, write: () => [] },
  unsupported: {
    fits: ANYWHERE,
    write: ({ rng }) =>
      rng.pick([
        ['-m', 'limit', '--limit', '5/sec'],
        ['-m', 'cpu', '!', '--cpu', '99'],
      ]),
    foreign: true,
  },
};

function addressMask(context: RuleContext): string {
  const { rng, words, family } = context;
  const kind = rng.int(10);
  if (kind < 5) return address(context);
  if (kind < 9) return rng.pick(words.networks);
  return family === 4 ? rng.pick(['10.0.0.2/255.0.0.255', '127.0.0.1/255.0.0.255']) : rng.pick(['fd00::2/ffff::ffff']);
}

/** `! -s 0.0.0.0/0` can match nothing, and is refused. */
function addressWords(context: RuleContext, option: '-s' | '-d'): readonly string[] {
  const value = addressMask(context);
  return value.endsWith('/0') ? [option, value] : [...maybeNot(context), option, value];
}

function interfaceWords(context: RuleContext, option: '-i' | '-o'): readonly string[] {
  const name = context.rng.pick(INTERFACES);
  // iptables refuses `! -i +`, or leaves it out of what it saves.
  return name === '+' ? [option, name] : [...maybeNot(context), option, name];
}

function portRange({ rng }: RuleContext, source: boolean): string {
  if (source && rng.chance(75)) return sendersFrom(rng.pick(SOURCE_PORTS)).join(':');
  const near = rng.pick(PORTS);
  const kind = rng.int(6);
  if (kind < 4) return String(near);
  if (kind === 4) return `${near - rng.int(50)}:${Math.min(65535, near + rng.int(20000))}`.replace(/^-\d+/, '0');
  return rng.pick([`:${near}`, `${near}:`]);
}

function portWords(context: RuleContext): readonly string[] {
  const words: string[] = [];
  if (context.rng.chance(75)) words.push(...maybeNot(context, 20), '--dport', portRange(context, false));
  // iptables-nft 1.8.9 joins two negated ports into one comparison, which is another rule: see docs/not-simulated.md.
  const joined = context.loader === 'nft' && words[0] === '!';
  if (context.rng.chance(25)) words.push(...maybeNot(context, joined ? 0 : 20), '--sport', portRange(context, true));
  return words;
}

function tcpWords(context: RuleContext): readonly string[] {
  const { rng } = context;
  const flags = rng.chance(25)
    ? [
        ...maybeNot(context),
        ...rng.pick([
          ['--syn'],
          ['--tcp-flags', 'SYN,ACK', 'SYN,ACK'],
          ['--tcp-flags', 'ALL', 'ACK'],
          ['--tcp-flags', 'RST', 'RST'],
          ['--tcp-flags', 'SYN,RST,ACK,FIN', 'SYN'],
          ['--tcp-flags', 'FIN,PSH', 'NONE'],
        ]),
      ]
    : [];
  return ['-m', 'tcp', ...portWords(context), ...flags];
}

function multiportWords(context: RuleContext): readonly string[] {
  const { rng } = context;
  const option = rng.pick(['--dports', '--dports', '--sports', '--ports']);
  const ports = Array.from({ length: rng.between(1, 4) }, () =>
    option === '--dports' || rng.chance(60) ? rng.pick(PORTS) : sendersFrom(rng.pick(SOURCE_PORTS)).join(':'),
  );
  const range = rng.chance(25) ? ['15000:15010'] : [];
  return ['-m', 'multiport', ...maybeNot(context), option, [...ports, ...range].join(',')];
}

function ids({ rng }: RuleContext): string {
  return rng.chance(75) ? String(rng.pick(IDS)) : rng.pick(['1000-1337', '0-999', '1337-2000']);
}

function ownerWords(context: RuleContext): readonly string[] {
  const { rng } = context;
  const words: string[] = [];
  if (rng.chance(20)) words.push(...maybeNot(context), '--socket-exists');
  if (words.length === 0 || rng.chance(40)) {
    if (rng.chance(60)) words.push(...maybeNot(context), '--uid-owner', ids(context));
    if (words.length === 0 || rng.chance(35)) {
      words.push(...maybeNot(context), '--gid-owner', ids(context), ...(rng.chance(35) ? ['--suppl-groups'] : []));
    }
  }
  return ['-m', 'owner', ...words];
}

function markValue({ rng }: RuleContext): string {
  const value = rng.pick(MARKS);
  if (rng.chance(50)) return hex(value);
  const mask = rng.pick(MASKS);
  // Bits outside the mask never match; they are tried, but seldom.
  return `${hex(rng.chance(80) ? value & mask : value)}/${hex(mask)}`;
}

function conntrackWords(context: RuleContext): readonly string[] {
  const { rng } = context;
  if (rng.chance(10)) {
    const states = rng.some(['INVALID', 'NEW', 'RELATED', 'ESTABLISHED', 'UNTRACKED'], rng.between(1, 2));
    return ['-m', 'state', ...maybeNot(context), '--state', states.join(',')];
  }
  const options: (() => readonly string[])[] = [
    () => {
      const all = ['INVALID', 'NEW', 'RELATED', 'ESTABLISHED', 'UNTRACKED', 'SNAT', 'DNAT'];
      return [...maybeNot(context), '--ctstate', rng.some(all, rng.between(1, 3)).join(',')];
    },
    () => [
      ...maybeNot(context),
      '--ctproto',
      rng.pick(['tcp', 'udp', '6', context.family === 4 ? 'icmp' : 'ipv6-icmp']),
    ],
    () => [
      ...maybeNot(context),
      rng.pick(['--ctorigsrc', '--ctorigdst', '--ctreplsrc', '--ctrepldst']),
      addressMask(context),
    ],
    () => [
      ...maybeNot(context),
      rng.pick(['--ctorigdstport', '--ctorigsrcport', '--ctreplsrcport', '--ctrepldstport']),
      rng.chance(60) ? String(rng.pick(PORTS)) : sendersFrom(rng.pick(SOURCE_PORTS)).join(':'),
    ],
    () => {
      const status = rng.some(['EXPECTED', 'SEEN_REPLY', 'ASSURED', 'CONFIRMED'], rng.between(1, 2));
      return [...maybeNot(context), '--ctstatus', rng.chance(10) ? 'NONE' : status.join(',')];
    },
    () => ['--ctdir', rng.pick(['ORIGINAL', 'REPLY'])],
  ];
  const first = rng.chance(50) ? options.slice(0, 1) : rng.some(options, 1);
  const more = rng.chance(30)
    ? rng.some(
        options.filter((option) => !first.includes(option)),
        1,
      )
    : [];
  return ['-m', 'conntrack', ...[...first, ...more].flatMap((option) => option())];
}

function addrtypeWords(context: RuleContext): readonly string[] {
  const { rng } = context;
  const types = (): string => {
    if (context.family === 6) return rng.pick(['LOCAL', 'UNICAST', 'MULTICAST', 'UNSPEC', 'LOCAL,UNICAST']);
    return rng.some(['LOCAL', 'UNICAST', 'BROADCAST', 'MULTICAST'], rng.between(1, 2)).join(',');
  };
  const words = ['-m', 'addrtype'];
  const source = rng.chance(30);
  if (source) words.push(...maybeNot(context), '--src-type', types());
  if (!source || rng.chance(60)) words.push(...maybeNot(context), '--dst-type', types());
  // The kernel refuses the limit of the side that the hook does not have.
  if (rng.chance(25)) {
    if (only(context, 'PREROUTING', 'INPUT')) words.push('--limit-iface-in');
    else if (only(context, 'POSTROUTING', 'OUTPUT')) words.push('--limit-iface-out');
  }
  return words;
}

function iprangeWords(context: RuleContext): readonly string[] {
  const { rng, family } = context;
  const range = (): string =>
    family === 4
      ? rng.pick([
          '10.0.0.1-10.0.0.2',
          '10.0.0.2-10.0.0.9',
          '127.0.0.1-127.0.0.5',
          '10.96.0.0-192.0.2.255',
          '10.0.0.3-10.9.9.9',
        ])
      : rng.pick(['fd00::1-fd00::2', 'fd00::3-fd96::10', '::1-::6', '2001:db8::1-2001:db8::ff']);
  const words = ['-m', 'iprange'];
  const source = rng.chance(35);
  if (source) words.push(...maybeNot(context), '--src-range', range());
  if (!source || rng.chance(20)) words.push(...maybeNot(context), '--dst-range', range());
  return words;
}
