import { address, hex, maybeNot, only, type RuleContext } from './RuleContext.js';
import { IDS, INTERFACES, MARKS, MASKS, PORTS, sendersFrom, SOURCE_PORTS } from './words.js';

function addressMask(context: RuleContext): string {
  const { rng, words, family } = context;
  const kind = rng.int(10);
  if (kind < 5) return address(context);
  if (kind < 9) return rng.pick(words.networks);
  return family === 4 ? rng.pick(['10.0.0.2/255.0.0.255', '127.0.0.1/255.0.0.255']) : rng.pick(['fd00::2/ffff::ffff']);
}

/** `! -s 0.0.0.0/0` can match nothing, and is refused. */
export function addressWords(context: RuleContext, option: '-s' | '-d'): readonly string[] {
  const value = addressMask(context);
  return value.endsWith('/0') ? [option, value] : [...maybeNot(context), option, value];
}

export function interfaceWords(context: RuleContext, option: '-i' | '-o'): readonly string[] {
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

export function portWords(context: RuleContext): readonly string[] {
  const words: string[] = [];
  if (context.rng.chance(75)) words.push(...maybeNot(context, 20), '--dport', portRange(context, false));
  // iptables-nft 1.8.9 joins two negated ports into one comparison, which is another rule: see docs/not-simulated.md.
  const joined = context.loader === 'nft' && words[0] === '!';
  if (context.rng.chance(25)) words.push(...maybeNot(context, joined ? 0 : 20), '--sport', portRange(context, true));
  return words;
}

export function tcpWords(context: RuleContext): readonly string[] {
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

export function multiportWords(context: RuleContext): readonly string[] {
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

export function ownerWords(context: RuleContext): readonly string[] {
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

export function markValue({ rng }: RuleContext): string {
  const value = rng.pick(MARKS);
  if (rng.chance(50)) return hex(value);
  const mask = rng.pick(MASKS);
  // Bits outside the mask never match; they are tried, but seldom.
  return `${hex(rng.chance(80) ? value & mask : value)}/${hex(mask)}`;
}

export function conntrackWords(context: RuleContext): readonly string[] {
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

export function addrtypeWords(context: RuleContext): readonly string[] {
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

export function iprangeWords(context: RuleContext): readonly string[] {
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
