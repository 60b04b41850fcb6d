import { parseIp, type IpAddress } from '../../net/IpAddress.js';
import type { Negatable } from '../model/Negatable.js';
import { criterion, optionWords } from './criterion.js';
import type { MatchModule } from './MatchModule.js';

/** First and last address, both included. */
export interface AddressRange {
  readonly min: IpAddress;
  readonly max: IpAddress;
}

/** `-m iprange`. */
export interface IprangeMatch {
  readonly kind: 'iprange';
  readonly source?: Negatable<AddressRange>;
  readonly destination?: Negatable<AddressRange>;
}

/** An arbitrary range of addresses (iptables-extensions(8)). */
export const iprange: MatchModule<IprangeMatch> = {
  names: ['iprange'],
  options: { '--src-range': 1, '--dst-range': 1 },
  parse(options) {
    const source = options.read('--src-range', parseAddressRange);
    const destination = options.read('--dst-range', parseAddressRange);
    if (!source && !destination) return undefined;
    return { kind: 'iprange', ...(source && { source }), ...(destination && { destination }) };
  },
  print: ({ source, destination }) => [
    '-m',
    'iprange',
    ...(source ? optionWords('--src-range', source, printAddressRange(source.value)) : []),
    ...(destination ? optionWords('--dst-range', destination, printAddressRange(destination.value)) : []),
  ],
  evaluate: ({ source, destination }, packet) => [
    ...(source ? [rangeCriterion('--src-range', source, packet.source)] : []),
    ...(destination ? [rangeCriterion('--dst-range', destination, packet.destination)] : []),
  ],
};

function rangeCriterion(name: string, range: Negatable<AddressRange>, ip: IpAddress): ReturnType<typeof criterion> {
  const { min, max } = range.value;
  const within = min.family === ip.family && compareBytes(min, ip) <= 0 && compareBytes(ip, max) <= 0;
  return criterion(name, range, printAddressRange(range.value), ip.text, within);
}

/** `first-last` or one address. */
function parseAddressRange(text: string, family: 4 | 6): AddressRange | undefined {
  const [first = '', last = first, ...rest] = text.split('-');
  const [min, max] = [parseIp(first), parseIp(last)];
  if (min?.family !== family || max?.family !== family || rest.length > 0 || compareBytes(min, max) > 0)
    return undefined;
  return { min, max };
}

function printAddressRange({ min, max }: AddressRange): string {
  return `${min.text}-${max.text}`;
}

function compareBytes(a: IpAddress, b: IpAddress): number {
  const i = a.bytes.findIndex((byte, index) => byte !== b.bytes[index]);
  return (a.bytes[i] ?? 0) - (b.bytes[i] ?? 0);
}
