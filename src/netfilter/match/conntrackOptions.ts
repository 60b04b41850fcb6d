import type { AddressMask } from '../model/AddressMask.js';
import type { Negatable } from '../model/Negatable.js';
import { printRange, type NumberRange } from '../model/NumberRange.js';
import { printAddressMask } from '../words/parseAddressMask.js';
import type { ConntrackMatch } from './conntrack.js';
import { optionWords } from './criterion.js';

/** The flow's addresses and ports that conntrack's options compare. */
export type AddressField = 'originalSource' | 'originalDestination' | 'replySource' | 'replyDestination';
/** The fields of a match that hold a range of ports. */
export type PortField = 'originalSourcePort' | 'originalDestinationPort' | 'replySourcePort' | 'replyDestinationPort';

/** Options that compare an address of the flow, in the order of iptables-save. */
export const ADDRESS_OPTIONS: readonly (readonly [name: string, field: AddressField])[] = [
  ['--ctorigsrc', 'originalSource'],
  ['--ctorigdst', 'originalDestination'],
  ['--ctreplsrc', 'replySource'],
  ['--ctrepldst', 'replyDestination'],
];

/** Options that compare a port of the flow, in the order of iptables-save. */
export const PORT_OPTIONS: readonly (readonly [name: string, field: PortField])[] = [
  ['--ctorigsrcport', 'originalSourcePort'],
  ['--ctorigdstport', 'originalDestinationPort'],
  ['--ctreplsrcport', 'replySourcePort'],
  ['--ctrepldstport', 'replyDestinationPort'],
];

/** The words of iptables-save, in its order. */
export function printConntrack(match: ConntrackMatch): readonly string[] {
  const { module, states, protocol, status, expire, direction } = match;
  return [
    '-m',
    module,
    ...optionWords(module === 'state' ? '--state' : '--ctstate', states, states?.value.join(',') ?? ''),
    ...optionWords('--ctproto', protocol, protocol?.value ?? ''),
    ...ADDRESS_OPTIONS.flatMap(([name, field]) => printed(name, match[field], printHost)),
    ...PORT_OPTIONS.flatMap(([name, field]) => printed(name, match[field], printPorts)),
    ...optionWords('--ctstatus', status, status?.value.join(',') ?? ''),
    ...printed('--ctexpire', expire, printPorts),
    ...(direction ? ['--ctdir', direction] : []),
  ];
}

function printed<T>(name: string, option: Negatable<T> | undefined, print: (value: T) => string): readonly string[] {
  return option === undefined ? [] : optionWords(name, option, print(option.value));
}

/** A single address without its prefix length. */
function printHost(address: AddressMask): string {
  return printAddressMask(address).replace(/^([^:]*)\/32$|^(.*:.*)\/128$/, '$1$2');
}

function printPorts(range: NumberRange): string {
  return printRange(range, ':');
}
