import type { Match } from '../../match/Match.js';
import { destination } from '../../match/destination.js';
import { fragment } from '../../match/fragment.js';
import { inInterface } from '../../match/inInterface.js';
import { outInterface } from '../../match/outInterface.js';
import { protocol } from '../../match/protocol.js';
import { source } from '../../match/source.js';
import { OptionReader } from '../../words/OptionReader.js';
import type { OptionTable } from '../../words/OptionWords.js';
import { protocolName } from '../../words/protocols.js';
import type { Extension } from './Extension.js';

/** In the order in which iptables-save prints them. */
const BASE = [
  ['-s', source],
  ['-d', destination],
  ['-i', inInterface],
  ['-o', outInterface],
  ['-p', protocol],
  ['-f', fragment],
] as const;

/** The options that need no `-m`. */
export const BASE_OPTIONS: OptionTable = Object.assign({}, ...BASE.map(([, module]) => module.options)) as OptionTable;

/** The extension that `-p` brings along without `-m`. */
const IMPLIED: Readonly<Record<string, string>> = {
  tcp: 'tcp',
  udp: 'udp',
  udplite: 'udplite',
  sctp: 'sctp',
  dccp: 'dccp',
  icmp: 'icmp',
  'ipv6-icmp': 'icmp6',
};

/** The matches of the base options; what needs no test (`-p all`, `-s 0.0.0.0/0`, `-i +`) is left out. */
export function closeBase(base: Extension, family: 4 | 6): readonly Match[] {
  return BASE.flatMap(([name, module]): readonly Match[] => {
    const options = base.options.filter((option) => option.name === name);
    if (options.length === 0) return [];
    const taken = new OptionReader(options, family);
    const match = module.parse(taken, name);
    if (match && taken.understood) return matchesAll(match) ? [] : [match];
    const text = options.map((option) => [...(option.not ? ['!'] : []), name, ...option.values].join(' ')).join(' ');
    return [{ kind: 'unsupported', module: name, text, why: 'its value could not be read' }];
  });
}

/** The extension whose options may follow `-p` without `-m`. */
export function impliedModule(base: Extension): string | undefined {
  const value = base.options.find((option) => option.name === '-p')?.values[0];
  const name = value === undefined ? undefined : protocolName(value);
  return name !== undefined && Object.hasOwn(IMPLIED, name) ? IMPLIED[name] : undefined;
}

function matchesAll(match: Match): boolean {
  switch (match.kind) {
    case 'source':
    case 'destination':
      return !match.not && match.value.mask.every((byte) => byte === 0);
    case 'protocol':
      return match.value === 'all';
    case 'inInterface':
    case 'outInterface':
      return !match.not && match.value === '+';
    default:
      return false;
  }
}
