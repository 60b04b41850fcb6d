import { isLoopback } from '../../../net/IpAddress.js';
import { parseCidr } from '../../../net/Cidr.js';
import type { CaptureArguments } from '../arguments/CaptureArguments.js';
import type { CaptureVariant } from './CaptureVariant.js';

/** Arguments and variant with what follows from both. */
export interface CaptureScope extends CaptureVariant {
  readonly args: CaptureArguments;
  /** Up to 1.11 IPv6 is redirected whatever the mode. */
  readonly tproxy: boolean;
  /** Whether DNS is captured at all. */
  readonly dns: boolean;
  /** What counts as localhost: `127.0.0.1/32`. */
  readonly localhost: string;
  /** From where the proxy calls the app: `127.0.0.6/32`. */
  readonly passthrough: string;
  /** `*`, or the ranges of this family. */
  readonly ranges: '*' | readonly string[];
  readonly excludedRanges: readonly string[];
  /** Whether a range of either family that is to be captured is a loopback one. */
  readonly capturesLoopback: boolean;
}

/** What rules are written for (tools/istio-iptables/pkg/capture/run.go: separateV4V6 and the head of Run). */
export function captureScope(args: CaptureArguments, variant: CaptureVariant): CaptureScope {
  const { family, minor } = variant;
  const selected = args.outboundRanges.value;
  const ofFamily = (ranges: readonly string[]): readonly string[] =>
    ranges.filter((range) => parseCidr(range)?.address.family === family);
  return {
    ...variant,
    args,
    tproxy: args.mode.value === 'TPROXY' && (family === 4 || minor >= 12),
    dns: args.redirectDns.value && (minor < 9 || args.captureAllDns.value || variant.hasDnsServers),
    localhost: family === 6 ? '::1/128' : minor >= 21 ? args.loopbackCidr.value : '127.0.0.1/32',
    passthrough: family === 6 ? '::6/128' : '127.0.0.6/32',
    ranges: selected === '*' ? '*' : ofFamily(selected),
    excludedRanges: ofFamily(args.excludedOutboundRanges.value),
    capturesLoopback:
      selected !== '*' &&
      selected.some((range) => {
        const cidr = parseCidr(range);
        return cidr !== undefined && isLoopback(cidr.address);
      }),
  };
}
