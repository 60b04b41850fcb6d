import { allOf, truthOf, type Truth } from '../../logic/Truth.js';
import type { Negatable } from '../model/Negatable.js';
import { inRange, type NumberRange } from '../model/NumberRange.js';
import { criterion, fixedCriterion, NOT_KNOWN, optionWords } from './criterion.js';
import { parseIcmpTypes, printIcmpTypes, type IcmpTypes } from './icmpTypes.js';
import type { MatchModule } from './MatchModule.js';

/** `-m icmp`, `-m icmp6`. */
export interface IcmpMatch {
  readonly kind: 'icmp';
  readonly family: 4 | 6;
  readonly type: Negatable<IcmpTypes>;
}

/** Type and code of an ICMP header (iptables-extensions(8); `icmp_type_code_match` of the kernel). */
export const icmp: MatchModule<IcmpMatch> = {
  names: ['icmp', 'icmp6', 'icmpv6', 'ipv6-icmp'],
  options: { '--icmp-type': 1, '--icmpv6-type': '--icmp-type' },
  parse(options, name) {
    const family = name === 'icmp' ? 4 : 6;
    if (family !== options.family) return undefined;
    const type = options.read('--icmp-type', parseIcmpTypes);
    return type && { kind: 'icmp', family, type };
  },
  print: ({ family, type }) => [
    '-m',
    family === 4 ? 'icmp' : 'icmp6',
    ...optionWords(family === 4 ? '--icmp-type' : '--icmpv6-type', type, printIcmpTypes(type.value)),
  ],
  evaluate({ family, type }, packet) {
    const name = family === 4 ? '--icmp-type' : '--icmpv6-type';
    const expected = printIcmpTypes(type.value);
    if (packet.fragment)
      return [fixedCriterion(name, type, expected, 'none', 'no', 'a later fragment shows no ICMP header')];
    const { icmpType, icmpCode } = packet;
    const got = icmpType === undefined ? NOT_KNOWN : `${icmpType}/${icmpCode ?? NOT_KNOWN}`;
    return [
      criterion(
        name,
        type,
        expected,
        got,
        allOf([within(type.value.types, icmpType), within(type.value.codes, icmpCode)]),
      ),
    ];
  },
};

function within(range: NumberRange, value: number | undefined): Truth {
  if (range.min === 0 && range.max === 255) return 'yes';
  return value === undefined ? 'unknown' : truthOf(inRange(range, value));
}
