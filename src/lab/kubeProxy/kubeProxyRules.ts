import type { LabFile, LabService, LabServicePort } from '../model/LabFile.js';
import { chainName } from './chainName.js';
import { serviceEndpoints } from './serviceEndpoints.js';

/** kube-proxy's mark for what has to be masqueraded (`iptables.masqueradeBit` 14). */
const MARK = '0x4000/0x4000';

/** Rules of one table, in the order in which they are added. */
interface Draft {
  readonly chains: string[];
  readonly nat: string[];
  readonly filter: string[];
}

/** kube-proxy's rules of one family for iptables-restore (pkg/proxy/iptables/proxier.go: syncProxyRules). */
export function kubeProxyRules(file: LabFile, family: 4 | 6): string {
  const draft: Draft = { chains: [], nat: [], filter: [] };
  for (const service of file.services) {
    const vips = service.vips.filter((ip) => ip.includes(':') === (family === 6));
    for (const port of service.ports) {
      for (const vip of vips) addPort(draft, file, service, port, vip);
    }
  }
  return [
    '*nat',
    ':KUBE-SERVICES - [0:0]',
    ':KUBE-MARK-MASQ - [0:0]',
    ':KUBE-POSTROUTING - [0:0]',
    ...[...new Set(draft.chains)].map((chain) => `:${chain} - [0:0]`),
    '-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
    '-A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
    '-A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING',
    `-A KUBE-MARK-MASQ -j MARK --or-mark 0x4000`,
    `-A KUBE-POSTROUTING -m mark ! --mark ${MARK} -j RETURN`,
    '-A KUBE-POSTROUTING -j MARK --xor-mark 0x4000',
    '-A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE --random-fully',
    ...draft.nat,
    'COMMIT',
    '*filter',
    ':KUBE-SERVICES - [0:0]',
    '-A FORWARD -m conntrack --ctstate NEW -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
    '-A OUTPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
    ...draft.filter,
    'COMMIT',
    '',
  ].join('\n');
}

function addPort(draft: Draft, file: LabFile, service: LabService, port: LabServicePort, vip: string): void {
  const family = vip.includes(':') ? 6 : 4;
  const protocol = port.protocol.toLowerCase();
  const name = `${service.namespace}/${service.name}${port.name === '' ? '' : `:${port.name}`}`;
  const to = `-d ${vip}/${family === 6 ? 128 : 32} -p ${protocol} -m comment --comment "${name} cluster IP" -m ${protocol} --dport ${port.port}`;
  const endpoints = serviceEndpoints(file, service, family);
  if (endpoints.length === 0) {
    const unreachable = family === 6 ? 'icmp6-port-unreachable' : 'icmp-port-unreachable';
    draft.filter.push(
      `-A KUBE-SERVICES ${to.replace('cluster IP', 'has no endpoints')} -j REJECT --reject-with ${unreachable}`,
    );
    return;
  }
  const chain = chainName('KUBE-SVC-', name, protocol);
  draft.nat.push(`-A KUBE-SERVICES ${to} -j ${chain}`);
  draft.chains.push(chain);
  endpoints.forEach((ip, i) => {
    const address = family === 6 ? `[${ip}]:${port.targetPort}` : `${ip}:${port.targetPort}`;
    const endpoint = chainName('KUBE-SEP-', name, protocol, address);
    const left = endpoints.length - i;
    const chance = left === 1 ? '' : ` -m statistic --mode random --probability ${(1 / left).toFixed(11)}`;
    const comment = `-m comment --comment "${name}`;
    draft.chains.push(endpoint);
    draft.nat.push(
      `-A ${chain} ${comment} -> ${address}"${chance} -j ${endpoint}`,
      `-A ${endpoint} -s ${ip}/${family === 6 ? 128 : 32} ${comment}" -j KUBE-MARK-MASQ`,
      `-A ${endpoint} -p ${protocol} ${comment}" -m ${protocol} -j DNAT --to-destination ${address}`,
    );
  });
}
