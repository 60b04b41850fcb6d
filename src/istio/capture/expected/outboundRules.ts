import { addNatDns, addNatDnsOfOutput, addUdpDnsOfIstioOutput } from './dnsRules.js';
import type { RuleScript } from './RuleScript.js';
import type { CaptureScope } from './scope.js';

/** ISTIO_OUTPUT and what leads there (run.go: Run). Before 1.25 only TCP enters it, and no UDP port is excluded. */
export function addOutboundRules(script: RuleScript, scope: CaptureScope): void {
  const { args, minor, localhost } = scope;
  const add = (...rules: readonly string[]): void => script.append('nat', 'ISTIO_OUTPUT', ...rules);
  script.append('nat', 'OUTPUT', minor >= 25 ? '-j ISTIO_OUTPUT' : '-p tcp -j ISTIO_OUTPUT');
  addNatDnsOfOutput(script, scope);
  for (const port of args.excludedOutboundPorts.value) {
    add(`-p tcp -m tcp --dport ${port} -j RETURN`);
    if (minor >= 25) add(`-p udp -m udp --dport ${port} -j RETURN`);
  }
  if (minor >= 3) add(`-s ${scope.passthrough} -o lo -j RETURN`);
  if (minor <= 2) add(`! -d ${localhost} -o lo -j ISTIO_REDIRECT`);
  else if (minor <= 4) add(`! -d ${localhost} -o lo -j ISTIO_IN_REDIRECT`);
  add(...args.proxyUids.value.flatMap((id) => ownerRules(scope, 'uid', id)));
  add(...args.proxyGids.value.flatMap((id) => ownerRules(scope, 'gid', id)));
  if (minor >= 14) add(...groupRules(scope));
  addNatDns(script, scope);
  add(`-d ${localhost} -j RETURN`, ...scope.excludedRanges.map((range) => `-d ${range} -j RETURN`));
  if (minor >= 7) add(...args.outboundPorts.value.map((port) => `-p tcp -m tcp --dport ${port} -j ISTIO_REDIRECT`));
  addIncluded(script, scope);
  addUdpDnsOfIstioOutput(script, scope);
}

/** Since 1.5 a call to oneself goes to the inbound port, one inside the pod is left alone; what else the proxy sends leaves. */
function ownerRules(scope: CaptureScope, kind: 'uid' | 'gid', id: number): readonly string[] {
  const { minor, dns, localhost, args, capturesLoopback } = scope;
  const owner = `-m owner --${kind}-owner ${id}`;
  const leaves = `${owner} -j RETURN`;
  if (minor <= 4) return [leaves];
  const exemptsDns = dns && minor >= 9 && (scope.family === 4 || minor >= 11);
  const tunnel = minor >= 18 ? String(args.inboundTunnelPort.value) : undefined;
  const toSelf = selfPorts(exemptsDns && kind === 'uid', tunnel);
  const others = exemptsDns ? '-p tcp -m tcp ! --dport 53 ' : '';
  return [
    `! -d ${localhost} -o lo ${toSelf}${owner} -j ISTIO_IN_REDIRECT`,
    ...(capturesLoopback ? [] : [`-o lo ${others}-m owner ! --${kind}-owner ${id} -j RETURN`]),
    leaves,
  ];
}

function selfPorts(exemptsDns: boolean, tunnel: string | undefined): string {
  if (exemptsDns && tunnel !== undefined) return `-p tcp -m multiport ! --dports 53,${tunnel} `;
  if (exemptsDns) return '-p tcp -m tcp ! --dport 53 ';
  return tunnel === undefined ? '' : `-p tcp -m tcp ! --dport ${tunnel} `;
}

/** A list of groups to capture makes the list of groups not to capture ineffective (config.ParseInterceptFilter). */
function groupRules({ args, groups }: CaptureScope): readonly string[] {
  const id = (group: string): string => String(groups.get(group) ?? group);
  const { value: included } = args.ownerGroups;
  if (included === '*')
    return args.excludedOwnerGroups.value.map((group) => `-m owner --gid-owner ${id(group)} -j RETURN`);
  if (included.length === 0) return [];
  return [`${included.map((group) => `-m owner ! --gid-owner ${id(group)} `).join('')}-j RETURN`];
}

/** Up to 1.6 a list of ranges is followed by a RETURN. */
function addIncluded(script: RuleScript, { args, ranges, minor }: CaptureScope): void {
  const interfaces = minor >= 3 ? args.virtualInterfaces.value : [];
  const list = ranges === '*' ? [''] : ranges.map((range) => `-d ${range} `);
  for (const destination of list) {
    for (const name of interfaces) script.insert('nat', 'PREROUTING', 1, `${destination}-i ${name} -j ISTIO_REDIRECT`);
    script.append('nat', 'ISTIO_OUTPUT', `${destination}-j ISTIO_REDIRECT`);
  }
  if (ranges !== '*' && ranges.length > 0 && minor <= 6) script.append('nat', 'ISTIO_OUTPUT', '-j RETURN');
}
