import type { MatchKind } from '../../../../src/netfilter/match/Match.js';
import {
  addressWords,
  addrtypeWords,
  conntrackWords,
  interfaceWords,
  iprangeWords,
  markValue,
  multiportWords,
  ownerWords,
  portWords,
  tcpWords,
} from './matchWords.js';
import { maybeNot, only, type RuleContext } from './RuleContext.js';

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
