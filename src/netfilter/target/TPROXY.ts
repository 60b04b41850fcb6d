import { isUnspecified, parseIp, type IpAddress } from '../../net/IpAddress.js';
import { parseMaskedValue, parseNumber, printHex } from '../words/parseNumber.js';
import type { TargetModule } from './TargetModule.js';

/** `-j TPROXY`: hands the packet to a local transparent socket without changing it, and marks it. */
export interface TproxyTarget {
  readonly kind: 'TPROXY';
  /** 0: the packet's own destination port. */
  readonly onPort: number;
  /** Absent (written `0.0.0.0`, `::`): the primary address of the incoming interface. */
  readonly onIp?: IpAddress;
  /** `(mark & ~mask) ^ value`. */
  readonly value: number;
  readonly mask: number;
}

/** A transparent proxy (iptables-extensions(8)); without `--tproxy-mark` the mark stays. */
export const TPROXY: TargetModule<TproxyTarget> = {
  names: ['TPROXY'],
  options: { '--on-port': 1, '--on-ip': 1, '--tproxy-mark': 1 },
  parse(options) {
    const onPort = options.plain('--on-port', (text) => parseNumber(text, 0xffff));
    const onIp = options.plain('--on-ip', parseAddress);
    const { value, mask } = options.plain('--tproxy-mark', (text) => parseMaskedValue(text)) ?? { value: 0, mask: 0 };
    if (onPort === undefined) return undefined;
    return { kind: 'TPROXY', onPort, ...(onIp && !isUnspecified(onIp) && { onIp }), value, mask };
  },
  print: ({ onPort, onIp, value, mask }) => [
    '-j',
    'TPROXY',
    '--on-port',
    String(onPort),
    ...(onIp ? ['--on-ip', onIp.text] : []),
    '--tproxy-mark',
    `${printHex(value)}/${printHex(mask)}`,
  ],
};

function parseAddress(text: string, family: 4 | 6): IpAddress | undefined {
  const ip = parseIp(text);
  return ip?.family === family ? ip : undefined;
}
