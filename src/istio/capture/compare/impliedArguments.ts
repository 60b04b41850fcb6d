import type { Argument, CaptureArguments } from '../arguments/CaptureArguments.js';
import type { Interception } from '../interception/Interception.js';
import type { RuleIndex } from '../interception/RuleIndex.js';
import { localhostsOf } from '../interception/sidecarInterception.js';
import { portOf, portsOf } from '../interception/values.js';

const DEFAULT_TUNNEL_PORT = 15008;

/** The arguments that would give a sidecar's rules, read from the rules themselves: what a release writes for these can be compared. */
export function impliedArguments(
  interception: Omit<Interception, 'source' | 'backend' | 'format' | 'native' | 'families' | 'incomplete' | 'releases'>,
  rules: RuleIndex,
): CaptureArguments {
  const { inbound, outbound, dns, proxy } = interception;
  const tproxy = rules.has('mangle PREROUTING', /^tcp mark > save$|> jump ISTIO_INBOUND$/);
  const tunnel = tunnelPort(rules);
  const outboundPort = portOf(rules.find('nat ISTIO_REDIRECT', /^tcp > REDIRECT/)) ?? outbound?.port ?? 0;
  return {
    by: 'istio-init',
    mode: implied(tproxy ? 'TPROXY' : 'REDIRECT'),
    proxyPort: implied(outboundPort),
    inboundCapturePort: implied(portOf(rules.find('nat ISTIO_IN_REDIRECT', /> REDIRECT/)) ?? inbound?.port ?? 0),
    inboundTunnelPort: implied(tunnel),
    proxyUids: implied(proxy.uids),
    proxyGids: implied(proxy.gids),
    inboundPorts: implied(inbound?.ports ?? []),
    excludedInboundPorts: implied(tproxy ? (inbound?.excludedPorts ?? []) : without(inbound?.excludedPorts, tunnel)),
    outboundRanges: implied(outbound?.ranges ?? []),
    excludedOutboundRanges: implied(outbound?.excludedRanges ?? []),
    outboundPorts: implied(outbound?.ports ?? []),
    excludedOutboundPorts: implied(portsOf(rules.find('nat ISTIO_OUTPUT', /^tcp (?:dport|dns)\S* > RETURN$/))),
    excludedInterfaces: implied(interception.excludedInterfaces),
    virtualInterfaces: implied(interception.virtualInterfaces),
    tproxyMark: implied(proxy.mark ?? savedMark(rules) ?? 0),
    tproxyRouteTable: implied(133),
    redirectDns: implied(dns !== undefined || capturesDns(rules)),
    captureAllDns: implied(dns?.resolvers === '*'),
    dropInvalid: implied(interception.dropsInvalid),
    dualStack: implied(false),
    ownerGroups: implied(interception.ownerGroups === '*' ? '*' : interception.ownerGroups.map(String)),
    excludedOwnerGroups: implied(interception.excludedOwnerGroups.map(String)),
    loopbackCidr: implied(localhostsOf(rules)[0] ?? '127.0.0.1/32'),
    problems: [],
  };
}

function implied<T>(value: T): Argument<T> {
  return { value, from: 'rules' };
}

/** From 1.18 on the port stands in the rules for calls to oneself; before, nobody had reason to change it. */
function tunnelPort(rules: RuleIndex): number {
  const self = portsOf(
    rules.find('nat ISTIO_OUTPUT', /^!\S+ to-lo tcp !dport\S* (?:user|group) > jump ISTIO_IN_REDIRECT$/),
  );
  return Number(self.find((port) => port !== '53') ?? DEFAULT_TUNNEL_PORT);
}

/** DNS capture shows also in a family that has no resolver: in zones and in ports that are left out. */
function capturesDns(rules: RuleIndex): boolean {
  const chains = ['OUTPUT', 'ISTIO_OUTPUT', 'ISTIO_OUTPUT_DNS'];
  return (
    chains.some((chain) => rules.has(`raw ${chain}`, /> zone$/)) || rules.has('nat ISTIO_OUTPUT', /^to-lo tcp !dns/)
  );
}

function without(ports: readonly string[] = [], port: number): readonly string[] {
  const at = ports.indexOf(String(port));
  return ports.filter((_, i) => i !== at);
}

function savedMark(rules: RuleIndex): number | undefined {
  return rules.find('mangle PREROUTING', /^tcp mark > save$/)[0]?.criteria.mark?.value.value;
}
