import type { Criterion } from '../../logic/Criterion.js';
import type { IpAddress } from '../../net/IpAddress.js';
import { UNKNOWN_INTERFACE } from './interfaceName.js';
import type { MatchEnv } from '../model/MatchEnv.js';
import type { Negatable } from '../model/Negatable.js';
import type { Packet } from '../model/Packet.js';
import { addressTypeTruth, ADDRESS_TYPES, type AddressType } from './addressTypes.js';
import { criterion, optionWords } from './criterion.js';
import { parseCtNames } from './parseCtNames.js';
import type { MatchModule } from './MatchModule.js';

/** `-m addrtype`. */
export interface AddrtypeMatch {
  readonly kind: 'addrtype';
  readonly sourceTypes?: Negatable<readonly AddressType[]>;
  readonly destinationTypes?: Negatable<readonly AddressType[]>;
  /** `--limit-iface-in`, `--limit-iface-out`: only the address's type on that interface counts. */
  readonly limit?: 'in' | 'out';
}

/** What routing calls an address (iptables-extensions(8), `xt_addrtype.c`); see `addressTypeTruth`. */
export const addrtype: MatchModule<AddrtypeMatch> = {
  names: ['addrtype'],
  options: { '--src-type': 1, '--dst-type': 1, '--limit-iface-in': 0, '--limit-iface-out': 0 },
  parse(options) {
    const sourceTypes = options.read('--src-type', parseCtNames(ADDRESS_TYPES));
    const destinationTypes = options.read('--dst-type', parseCtNames(ADDRESS_TYPES));
    const [limitIn, limitOut] = [options.has('--limit-iface-in'), options.has('--limit-iface-out')];
    if ((limitIn && limitOut) || (!sourceTypes && !destinationTypes)) return undefined;
    return {
      kind: 'addrtype',
      ...(sourceTypes && { sourceTypes }),
      ...(destinationTypes && { destinationTypes }),
      ...((limitIn || limitOut) && { limit: limitIn ? 'in' : 'out' }),
    };
  },
  print: ({ sourceTypes, destinationTypes, limit }) => [
    '-m',
    'addrtype',
    ...optionWords('--src-type', sourceTypes, sourceTypes?.value.join(',') ?? ''),
    ...optionWords('--dst-type', destinationTypes, destinationTypes?.value.join(',') ?? ''),
    ...(limit ? [`--limit-iface-${limit}`] : []),
  ],
  evaluate: (match, packet, env) => [
    ...(match.sourceTypes ? [typeCriterion('--src-type', match.sourceTypes, packet.source, match, packet, env)] : []),
    ...(match.destinationTypes
      ? [typeCriterion('--dst-type', match.destinationTypes, packet.destination, match, packet, env)]
      : []),
  ],
};

function typeCriterion(
  name: string,
  types: Negatable<readonly AddressType[]>,
  address: IpAddress,
  { limit }: AddrtypeMatch,
  packet: Packet,
  { interfaces }: MatchEnv,
): Criterion {
  const device = limit && (limit === 'in' ? packet.inInterface : packet.outInterface);
  const expected = limit
    ? `${types.value.join(',')} on ${limit === 'in' ? 'the in' : 'the out'} interface`
    : types.value.join(',');
  const truth = device === UNKNOWN_INTERFACE ? 'unknown' : addressTypeTruth(types.value, address, interfaces, device);
  return criterion(name, types, expected, address.text, truth);
}
