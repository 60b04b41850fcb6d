import { printRange, type NumberRange } from '../model/NumberRange.js';
import { parseNumber } from '../words/parseNumber.js';

/** What `--icmp-type` and `--icmpv6-type` name: one type with all or one of its codes, or `any`. */
export interface IcmpTypes {
  readonly types: NumberRange;
  readonly codes: NumberRange;
}

const ALL: NumberRange = { min: 0, max: 255 };

/** `iptables -p icmp -h`: names with their type, or type and code. */
const V4: Readonly<Record<string, string>> = {
  'echo-reply': '0',
  pong: '0',
  'destination-unreachable': '3',
  'network-unreachable': '3/0',
  'host-unreachable': '3/1',
  'protocol-unreachable': '3/2',
  'port-unreachable': '3/3',
  'fragmentation-needed': '3/4',
  'source-route-failed': '3/5',
  'network-unknown': '3/6',
  'host-unknown': '3/7',
  'network-prohibited': '3/9',
  'host-prohibited': '3/10',
  'TOS-network-unreachable': '3/11',
  'TOS-host-unreachable': '3/12',
  'communication-prohibited': '3/13',
  'host-precedence-violation': '3/14',
  'precedence-cutoff': '3/15',
  'source-quench': '4',
  redirect: '5',
  'network-redirect': '5/0',
  'host-redirect': '5/1',
  'TOS-network-redirect': '5/2',
  'TOS-host-redirect': '5/3',
  'echo-request': '8',
  ping: '8',
  'router-advertisement': '9',
  'router-solicitation': '10',
  'time-exceeded': '11',
  'ttl-exceeded': '11',
  'ttl-zero-during-transit': '11/0',
  'ttl-zero-during-reassembly': '11/1',
  'parameter-problem': '12',
  'ip-header-bad': '12/0',
  'required-option-missing': '12/1',
  'timestamp-request': '13',
  'timestamp-reply': '14',
  'address-mask-request': '17',
  'address-mask-reply': '18',
};

/** `ip6tables -p ipv6-icmp -h`. */
const V6: Readonly<Record<string, string>> = {
  'destination-unreachable': '1',
  'no-route': '1/0',
  'communication-prohibited': '1/1',
  'beyond-scope': '1/2',
  'address-unreachable': '1/3',
  'port-unreachable': '1/4',
  'failed-policy': '1/5',
  'reject-route': '1/6',
  'packet-too-big': '2',
  'time-exceeded': '3',
  'ttl-exceeded': '3',
  'ttl-zero-during-transit': '3/0',
  'ttl-zero-during-reassembly': '3/1',
  'parameter-problem': '4',
  'bad-header': '4/0',
  'unknown-header-type': '4/1',
  'unknown-option': '4/2',
  'echo-request': '128',
  ping: '128',
  'echo-reply': '129',
  pong: '129',
  'mld-listener-query': '130',
  'mld-listener-report': '131',
  'mld-listener-done': '132',
  'mld-listener-reduction': '132',
  'router-solicitation': '133',
  'router-advertisement': '134',
  'neighbor-solicitation': '135',
  'neighbour-solicitation': '135',
  'neighbor-advertisement': '136',
  'neighbour-advertisement': '136',
  redirect: '137',
};

/** `8`, `8/0`, a name of iptables(8)'s list, `any`. */
export function parseIcmpTypes(text: string, family: 4 | 6): IcmpTypes | undefined {
  if (text === 'any') return { types: ALL, codes: ALL };
  const names = family === 4 ? V4 : V6;
  const [typeText = '', codeText, ...rest] = (Object.hasOwn(names, text) ? (names[text] ?? '') : text).split('/');
  const type = parseNumber(typeText, 255);
  const code = codeText === undefined ? undefined : parseNumber(codeText, 255);
  if (type === undefined || (codeText !== undefined && code === undefined) || rest.length > 0) return undefined;
  // iptables writes `any` as type 255 with all codes; the kernel takes 255 for any type.
  const types = type === 255 ? ALL : { min: type, max: type };
  return { types, codes: code === undefined ? ALL : { min: code, max: code } };
}

/** As iptables-save prints it: `8`, `8/0`, `any`. */
export function printIcmpTypes({ types, codes }: IcmpTypes): string {
  if (types.max === 255 && types.min === 0) return codes.max === codes.min ? `255/${codes.min}` : 'any';
  return codes.min === codes.max ? `${types.min}/${codes.min}` : printRange(types, ':');
}
