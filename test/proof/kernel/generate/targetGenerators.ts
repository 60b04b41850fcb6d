import type { Target } from '../../../../src/netfilter/target/Target.js';
import { hex, markWithMask, only, type RuleContext } from './RuleContext.js';
import { MARKS, MASKS, ZONES } from './words.js';

/** Names of the files of `src/netfilter/target` that hold a target. */
export type TargetFile = Exclude<Target['kind'], 'ACCEPT' | 'DROP' | 'QUEUE' | 'RETURN'> | 'verdict';

/** Writes one kind of target as iptables takes it. */
export interface TargetGenerator {
  readonly fits: (context: RuleContext) => boolean;
  readonly write: (context: RuleContext) => readonly string[];
  /** How often it is taken beside others that fit. */
  readonly weight: number;
  /** No supported feature: what it decides is `unknown` by design. */
  readonly foreign?: true;
}

const HAS_PORTS = ['tcp', 'udp', 'sctp', 'dccp'];
const ANYWHERE = (): boolean => true;

/** A generator for each kind of target. */
export const targetGenerators: Readonly<Record<TargetFile, TargetGenerator>> = {
  verdict: {
    fits: ANYWHERE,
    weight: 5,
    write: ({ rng, table }) => [
      '-j',
      rng.weighted([
        ['ACCEPT', 10],
        ['RETURN', 8],
        [table === 'nat' ? 'ACCEPT' : 'DROP', 3],
      ]),
    ],
  },
  jump: {
    fits: ({ callable }) => callable.length > 0,
    weight: 10,
    write: ({ rng, callable }) => ['-j', rng.pick(callable)],
  },
  goto: {
    fits: ({ callable }) => callable.length > 0,
    weight: 4,
    write: ({ rng, callable }) => ['-g', rng.pick(callable)],
  },
  REJECT: {
    fits: (context) => context.table === 'filter' && only(context, 'INPUT', 'FORWARD', 'OUTPUT'),
    weight: 4,
    write: ({ rng, family, protocol }) => {
      if (protocol === 'tcp' && rng.chance(40)) return ['-j', 'REJECT', '--reject-with', 'tcp-reset'];
      if (rng.chance(20)) return ['-j', 'REJECT'];
      const kinds =
        family === 4
          ? [
              'net-unreachable',
              'host-unreachable',
              'proto-unreachable',
              'port-unreachable',
              'net-prohibited',
              'host-prohibited',
              'admin-prohibited',
            ]
          : ['no-route', 'adm-prohibited', 'addr-unreachable', 'port-unreachable', 'policy-fail', 'reject-route'];
      return ['-j', 'REJECT', '--reject-with', `${family === 4 ? 'icmp' : 'icmp6'}-${rng.pick(kinds)}`];
    },
  },
  REDIRECT: {
    fits: (context) => context.table === 'nat' && only(context, 'PREROUTING', 'OUTPUT'),
    weight: 14,
    write: (context) => [
      '-j',
      'REDIRECT',
      ...(hasPorts(context) && context.rng.chance(90) ? ['--to-ports', natPorts(context)] : []),
      ...randomFlag(context, 4),
    ],
  },
  DNAT: {
    fits: (context) => context.table === 'nat' && only(context, 'PREROUTING', 'OUTPUT'),
    weight: 12,
    write: (context) => ['-j', 'DNAT', '--to-destination', natGoal(context, true), ...natFlags(context, 3)],
  },
  SNAT: {
    fits: (context) => context.table === 'nat' && only(context, 'POSTROUTING', 'INPUT'),
    weight: 10,
    write: (context) => ['-j', 'SNAT', '--to-source', natGoal(context, false), ...natFlags(context, 3)],
  },
  MASQUERADE: {
    fits: (context) => context.table === 'nat' && only(context, 'POSTROUTING'),
    weight: 8,
    write: (context) => [
      '-j',
      'MASQUERADE',
      ...(hasPorts(context) && context.rng.chance(20)
        ? ['--to-ports', context.rng.pick(['31000-31010', '30000'])]
        : []),
      ...randomFlag(context, 3),
    ],
  },
  TPROXY: {
    fits: (context) =>
      context.table === 'mangle' &&
      only(context, 'PREROUTING') &&
      (context.protocol === 'tcp' || context.protocol === 'udp'),
    weight: 14,
    write: ({ rng, family }) => [
      '-j',
      'TPROXY',
      '--on-port',
      rng.pick(['15006', '15006', '15001', '15001', '8080', '0', '7777']),
      ...(rng.chance(25)
        ? ['--on-ip', rng.pick(family === 4 ? ['0.0.0.0', '127.0.0.1', '10.0.0.2'] : ['::', '::1', 'fd00::2'])]
        : []),
      ...(rng.chance(80) ? ['--tproxy-mark', rng.pick(['0x539/0xffffffff', '0x539', '0x1/0x1', '0x7/0xfff'])] : []),
    ],
  },
  MARK: {
    fits: ANYWHERE,
    weight: 8,
    write: (context) => ['-j', 'MARK', ...xmark(context)],
  },
  CONNMARK: {
    fits: ANYWHERE,
    weight: 7,
    write: (context) => {
      const { rng } = context;
      // In raw a mark that is set stays in templates from packet to packet, and is not known: seldom.
      const restores = context.table === 'raw' && rng.chance(96);
      if (!restores && rng.chance(40)) return ['-j', 'CONNMARK', ...xmark(context)];
      const masks = rng.chance(50) ? [] : ['--nfmask', hex(rng.pick(MASKS)), '--ctmask', hex(rng.pick(MASKS))];
      return ['-j', 'CONNMARK', restores ? '--restore-mark' : rng.pick(['--save-mark', '--restore-mark']), ...masks];
    },
  },
  CT: {
    fits: (context) => context.table === 'raw',
    weight: 10,
    write: ({ rng }) => [
      '-j',
      'CT',
      ...rng.pick([
        ['--notrack'],
        ['--zone', String(rng.pick(ZONES))],
        ['--zone', String(rng.pick(ZONES))],
        ['--zone', 'mark'],
      ]),
    ],
  },
  NOTRACK: { fits: (context) => context.table === 'raw', weight: 3, write: () => ['-j', 'NOTRACK'] },
  NFQUEUE: {
    fits: ANYWHERE,
    weight: 1,
    write: ({ rng }) =>
      rng.pick([
        ['-j', 'NFQUEUE', '--queue-num', '77'],
        ['-j', 'NFQUEUE', '--queue-num', '77', '--queue-bypass'],
      ]),
    foreign: true,
  },
  TOS: {
    fits: ({ table }) => table === 'mangle',
    weight: 4,
    write: ({ rng }) => [
      '-j',
      'TOS',
      ...rng.pick([
        ['--set-tos', '0x10'],
        ['--set-tos', '0x10/0x3f'],
        ['--or-tos', '0x08'],
        ['--and-tos', '0xf0'],
        ['--xor-tos', '0x04'],
      ]),
    ],
  },
  DSCP: {
    fits: ({ table }) => table === 'mangle',
    weight: 4,
    write: ({ rng }) => [
      '-j',
      'DSCP',
      ...rng.pick([
        ['--set-dscp', '0x04'],
        ['--set-dscp-class', 'EF'],
        ['--set-dscp', '0'],
      ]),
    ],
  },
  TTL: {
    fits: ({ table }) => table === 'mangle',
    weight: 4,
    write: ({ rng, family }) => {
      const name = family === 4 ? 'ttl' : 'hl';
      return [
        '-j',
        name.toUpperCase(),
        ...rng.pick([
          [`--${name}-set`, '9'],
          [`--${name}-dec`, '1'],
          [`--${name}-inc`, '1'],
          [`--${name}-set`, '64'],
        ]),
      ];
    },
  },
  passive: {
    fits: ANYWHERE,
    weight: 3,
    write: ({ rng, table, protocol, hooks }) => {
      const mss =
        table === 'mangle' && protocol === 'tcp'
          ? [['-m', 'tcp', '--tcp-flags', 'SYN,RST', 'SYN', '-j', 'TCPMSS', '--set-mss', '1400']]
          : [];
      const classify =
        table === 'mangle' && hooks.every((hook) => hook === 'OUTPUT' || hook === 'POSTROUTING' || hook === 'FORWARD')
          ? [['-j', 'CLASSIFY', '--set-class', '1:1']]
          : [];
      return rng.pick([['-j', 'NFLOG', '--nflog-group', '99'], ...mss, ...classify]);
    },
  },
  unsupported: {
    fits: ({ table, protocol }) => table === 'mangle' && protocol === 'tcp',
    weight: 1,
    write: ({ family }) => (family === 4 ? ['-j', 'ECN', '--ecn-tcp-remove'] : ['-j', 'NFQUEUE', '--queue-num', '78']),
    foreign: true,
  },
};

function hasPorts({ protocol }: RuleContext): boolean {
  return protocol !== undefined && HAS_PORTS.includes(protocol);
}

function natPorts({ rng }: RuleContext): string {
  return rng.pick(['15001', '15001', '15006', '15053', '8080', '80', '7777', '15001-15006', '8080-8082']);
}

function natGoal(context: RuleContext, destination: boolean): string {
  const { rng, words, family } = context;
  const host = rng.pick(
    destination ? [...words.own, ...words.loopback, ...words.others] : [...words.own, ...words.own, ...words.others],
  );
  const ranges = family === 4 ? ['10.0.0.2-10.0.0.3', '10.96.0.20-10.96.0.21'] : ['fd00::2-fd00::3'];
  const hosts = rng.chance(6) ? rng.pick(ranges) : host;
  const ports = destination ? natPorts(context) : rng.pick(['30000', '31000-31010', '40000-40004']);
  if (!hasPorts(context) || rng.chance(40)) return hosts;
  if (rng.chance(10)) return `:${ports}`;
  return family === 4 ? `${hosts}:${ports}` : `[${hosts}]:${ports}`;
}

function natFlags({ rng }: RuleContext, percent: number): readonly string[] {
  return rng.chance(percent) ? [rng.pick(['--random', '--persistent'])] : [];
}

function randomFlag({ rng }: RuleContext, percent: number): readonly string[] {
  return rng.chance(percent) ? ['--random'] : [];
}

function xmark(context: RuleContext): readonly string[] {
  const { rng } = context;
  const mark = hex(rng.pick(MARKS));
  return rng.pick([
    ['--set-mark', mark],
    ['--set-xmark', markWithMask(context)],
    ['--set-mark', markWithMask(context)],
    ['--or-mark', mark],
    ['--and-mark', hex(rng.pick(MASKS))],
    ['--xor-mark', mark],
  ]);
}
