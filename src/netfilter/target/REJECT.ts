import type { TargetModule } from './TargetModule.js';

/** `-j REJECT --reject-with TYPE`; the type is always written out. */
export interface RejectTarget {
  readonly kind: 'REJECT';
  readonly with: RejectType;
}

/** What `--reject-with` names, in the spelling of iptables-save. */
export type RejectType = (typeof V4)[number] | (typeof V6)[number];

const V4 = [
  'icmp-net-unreachable',
  'icmp-host-unreachable',
  'icmp-proto-unreachable',
  'icmp-port-unreachable',
  'icmp-net-prohibited',
  'icmp-host-prohibited',
  'icmp-admin-prohibited',
  'tcp-reset',
] as const;

const V6 = [
  'icmp6-no-route',
  'icmp6-adm-prohibited',
  'icmp6-addr-unreachable',
  'icmp6-port-unreachable',
  'icmp6-policy-fail',
  'icmp6-reject-route',
  'tcp-reset',
] as const;

/** The short names that iptables and ip6tables take besides. */
const SHORT: Readonly<Record<4 | 6, Readonly<Record<string, RejectType>>>> = {
  4: {
    'net-unreach': 'icmp-net-unreachable',
    'host-unreach': 'icmp-host-unreachable',
    'proto-unreach': 'icmp-proto-unreachable',
    'port-unreach': 'icmp-port-unreachable',
    'net-prohib': 'icmp-net-prohibited',
    'host-prohib': 'icmp-host-prohibited',
    'admin-prohib': 'icmp-admin-prohibited',
    'tcp-rst': 'tcp-reset',
  },
  6: {
    'no-route': 'icmp6-no-route',
    'adm-prohibited': 'icmp6-adm-prohibited',
    'addr-unreach': 'icmp6-addr-unreachable',
    'port-unreach': 'icmp6-port-unreachable',
    'policy-fail': 'icmp6-policy-fail',
    'reject-route': 'icmp6-reject-route',
  },
};

/** An ICMP error or a TCP reset to the sender (iptables-extensions(8)); by default port unreachable. */
export const REJECT: TargetModule<RejectTarget> = {
  names: ['REJECT'],
  options: { '--reject-with': 1 },
  parse: (options) => ({
    kind: 'REJECT',
    with: options.plain('--reject-with', parseType) ?? defaultRejectType(options.family),
  }),
  print: (target) => ['-j', 'REJECT', '--reject-with', target.with],
};

function defaultRejectType(family: 4 | 6): RejectType {
  return family === 4 ? 'icmp-port-unreachable' : 'icmp6-port-unreachable';
}

function parseType(text: string, family: 4 | 6): RejectType | undefined {
  const types: readonly RejectType[] = family === 4 ? V4 : V6;
  return types.find((type) => type === text) ?? (Object.hasOwn(SHORT[family], text) ? SHORT[family][text] : undefined);
}
