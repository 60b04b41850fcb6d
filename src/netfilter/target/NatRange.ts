import { parseIp } from '../../net/IpAddress.js';
import type { AddressRange } from '../match/iprange.js';
import { printRange, type NumberRange } from '../model/NumberRange.js';
import type { OptionReader } from '../words/OptionReader.js';
import type { OptionTable } from '../words/OptionWords.js';
import { parseRange } from '../words/parseNumber.js';

/** Where a nat target sends a packet, or from where it makes it come. */
export interface NatRange {
  /** First and last address; absent: the address stays (or, for REDIRECT and MASQUERADE, the interface's). */
  readonly addresses?: AddressRange;
  /** Absent: the port stays. */
  readonly ports?: NumberRange;
  /** `--random`. */
  readonly random: boolean;
  /** `--random-fully`. */
  readonly randomFully: boolean;
  /** `--persistent`: a client always gets the same address. */
  readonly persistent: boolean;
}

/** The options that all nat targets share. */
export const NAT_FLAGS: OptionTable = { '--random': 0, '--random-fully': 0, '--persistent': 0 };

type Flags = Pick<NatRange, 'random' | 'randomFully' | 'persistent'>;

/** Reads `NAT_FLAGS`. */
export function readNatFlags(options: OptionReader): Flags {
  return {
    random: options.has('--random'),
    randomFully: options.has('--random-fully'),
    persistent: options.has('--persistent'),
  };
}

/** The words of `NAT_FLAGS` that are set. */
export function printNatFlags({ random, randomFully, persistent }: Flags): readonly string[] {
  return [
    ...(random ? ['--random'] : []),
    ...(randomFully ? ['--random-fully'] : []),
    ...(persistent ? ['--persistent'] : []),
  ];
}

/** `15001` or `15001-15006`. */
export function parseNatPorts(text: string): NumberRange | undefined {
  const ports = text.startsWith('-') || text.endsWith('-') ? undefined : parseRange(text, '-', 0xffff);
  return ports && ports.min > 0 ? ports : undefined;
}

/**
 * `10.0.0.2-10.0.0.3:80-90`, `:80`, `fd00::2`, `[fd00::2]:80`: addresses, ports or both. A shifted range (`80-90/8080`) is
 * not read.
 */
export function parseNatRange(text: string, family: 4 | 6): Pick<NatRange, 'addresses' | 'ports'> | undefined {
  const parts =
    family === 4 || /^:\d[\d-]*$/.test(text)
      ? /^([\d.-]*)(?::([\d-]+))?$/.exec(text)
      : /^\[?([0-9a-f:.-]*?)(?:\]:([\d-]+)|\])?$/i.exec(text);
  if (parts === null || (family === 6 && text.startsWith('[') !== text.includes(']'))) return undefined;
  const [, hosts = '', service] = parts;
  const addresses = hosts === '' ? undefined : parseAddresses(hosts, family);
  const ports = service === undefined ? undefined : parseNatPorts(service);
  if ((hosts !== '' && !addresses) || (service !== undefined && !ports) || (!addresses && !ports)) return undefined;
  return { ...(addresses && { addresses }), ...(ports && { ports }) };
}

/** As iptables-save prints it; an IPv6 address stands in brackets before a port. */
export function printNatRange({ addresses, ports }: NatRange): string {
  const hosts = addresses ? printAddresses(addresses) : '';
  if (ports === undefined) return hosts;
  return `${addresses?.min.family === 6 ? `[${hosts}]` : hosts}:${printRange(ports, '-')}`;
}

function parseAddresses(text: string, family: 4 | 6): AddressRange | undefined {
  const [first = '', last = first, ...rest] = text.split('-');
  const [min, max] = [parseIp(first), parseIp(last)];
  return min?.family === family && max?.family === family && rest.length === 0 ? { min, max } : undefined;
}

function printAddresses({ min, max }: AddressRange): string {
  return min.text === max.text ? min.text : `${min.text}-${max.text}`;
}
