import type { ConntrackStatus } from '../model/ConntrackView.js';
import type { AddressMask } from '../model/AddressMask.js';
import type { Negatable } from '../model/Negatable.js';
import type { NumberRange } from '../model/NumberRange.js';
import { omitUndefined } from '../words/omitUndefined.js';
import { parseAddressMask } from '../words/parseAddressMask.js';
import { parsePortRange, parseRange, U32_MAX } from '../words/parseNumber.js';
import { protocolName } from '../words/protocols.js';
import { conntrackCriteria } from './conntrackCriteria.js';
import { printConntrack } from './conntrackOptions.js';
import { parseCtNames, type CtStateName } from './parseCtNames.js';
import type { MatchModule } from './MatchModule.js';

/** `-m conntrack`, and `-m state`, its older name (`state`: printed `-m state --state`). */
export interface ConntrackMatch {
  readonly kind: 'conntrack';
  readonly module: 'conntrack' | 'state';
  readonly states?: Negatable<readonly CtStateName[]>;
  readonly protocol?: Negatable<string>;
  readonly originalSource?: Negatable<AddressMask>;
  readonly originalDestination?: Negatable<AddressMask>;
  readonly replySource?: Negatable<AddressMask>;
  readonly replyDestination?: Negatable<AddressMask>;
  readonly originalSourcePort?: Negatable<NumberRange>;
  readonly originalDestinationPort?: Negatable<NumberRange>;
  readonly replySourcePort?: Negatable<NumberRange>;
  readonly replyDestinationPort?: Negatable<NumberRange>;
  readonly status?: Negatable<readonly (ConntrackStatus | 'NONE')[]>;
  /** `--ctexpire`, seconds. */
  readonly expire?: Negatable<NumberRange>;
  readonly direction?: 'ORIGINAL' | 'REPLY';
}

/** What conntrack knows of the packet's flow (iptables-extensions(8), `xt_conntrack.c`, `xt_state.c`). */
export const conntrack: MatchModule<ConntrackMatch> = {
  names: ['conntrack', 'state'],
  options: {
    '--ctstate': 1,
    '--state': '--ctstate',
    '--ctproto': 1,
    '--ctorigsrc': 1,
    '--ctorigdst': 1,
    '--ctreplsrc': 1,
    '--ctrepldst': 1,
    '--ctorigsrcport': 1,
    '--ctorigdstport': 1,
    '--ctreplsrcport': 1,
    '--ctrepldstport': 1,
    '--ctstatus': 1,
    '--ctexpire': 1,
    '--ctdir': 1,
  },
  parse(options, name) {
    const match = omitUndefined({
      kind: 'conntrack' as const,
      module: name === 'state' ? ('state' as const) : ('conntrack' as const),
      states: options.read('--ctstate', parseCtNames(STATES)),
      protocol: options.read('--ctproto', protocolName),
      originalSource: options.read('--ctorigsrc', parseAddressMask),
      originalDestination: options.read('--ctorigdst', parseAddressMask),
      replySource: options.read('--ctreplsrc', parseAddressMask),
      replyDestination: options.read('--ctrepldst', parseAddressMask),
      originalSourcePort: options.read('--ctorigsrcport', parsePortRange),
      originalDestinationPort: options.read('--ctorigdstport', parsePortRange),
      replySourcePort: options.read('--ctreplsrcport', parsePortRange),
      replyDestinationPort: options.read('--ctrepldstport', parsePortRange),
      status: options.read('--ctstatus', parseCtNames(STATUSES)),
      expire: options.read('--ctexpire', (text) => parseRange(text, ':', U32_MAX)),
      direction: options.plain('--ctdir', parseDirection),
    });
    return Object.keys(match).length > 2 ? match : undefined;
  },
  print: printConntrack,
  evaluate: conntrackCriteria,
};

/** In the order in which iptables-save prints them. */
const STATES = ['INVALID', 'NEW', 'RELATED', 'ESTABLISHED', 'UNTRACKED', 'SNAT', 'DNAT'] as const;
const STATUSES = ['NONE', 'EXPECTED', 'SEEN_REPLY', 'ASSURED', 'CONFIRMED'] as const;

function parseDirection(text: string): 'ORIGINAL' | 'REPLY' | undefined {
  const upper = text.toUpperCase();
  return upper === 'ORIGINAL' || upper === 'REPLY' ? upper : undefined;
}
