import { expectedRules } from '../../istio/expectedRules.js';
import { printIptablesSave } from '../../netfilter/print/printIptablesSave.js';
import type { LabPod } from '../model/LabFile.js';
import { captureArgumentsOf } from './captureArgumentsOf.js';

/** What istio-iptables would load into a pod, as text for iptables-restore; empty where it loads nothing. */
export interface PodRules {
  readonly ipv4: string;
  readonly ipv6: string;
  /** `ip` commands that TPROXY needs (tools/istio-iptables/pkg/capture: ConfigureRoutes), without the word `ip`. */
  readonly routes: readonly string[];
}

/** Istio's rules for a pod. IPv6 is captured when the pod has such an address. `nameserver` is what its resolv.conf names. */
export function podRules(pod: LabPod, minor: number, nameserver: string): PodRules {
  const args = captureArgumentsOf(pod.sidecar);
  if (args === undefined) return { ipv4: '', ipv6: '', routes: [] };
  const has6 = pod.ips.some((ip) => ip.includes(':'));
  const rulesOf = (family: 4 | 6): string => {
    const dnsServers = nameserver.includes(':') === (family === 6) ? [nameserver] : [];
    return printIptablesSave(expectedRules(args, { family, minor, dnsServers, hasDnsServers: true }));
  };
  const mark = args.tproxyMark.value;
  const table = args.tproxyRouteTable.value;
  const families = has6 ? ['-4', '-6'] : ['-4'];
  const isTproxy = args.mode.value === 'TPROXY' && args.inboundPorts.value.length > 0;
  return {
    ipv4: rulesOf(4),
    ipv6: has6 ? rulesOf(6) : '',
    routes: isTproxy
      ? families.flatMap((family) => [
          `${family} rule add fwmark ${mark} lookup ${table}`,
          `${family} route add local default dev lo table ${table}`,
        ])
      : [],
  };
}
