import type { RuleSet } from '../netfilter/model/RuleSet.js';
import { parseIptablesSave } from '../netfilter/parse/parseIptablesSave.js';
import type { CaptureArguments } from './capture/arguments/CaptureArguments.js';
import { NEWEST_MINOR, type CaptureVariant } from './capture/expected/CaptureVariant.js';
import { addDnsZones } from './capture/expected/dnsRules.js';
import { addInboundRules } from './capture/expected/inboundRules.js';
import { addOutboundRules } from './capture/expected/outboundRules.js';
import { RuleScript } from './capture/expected/RuleScript.js';
import { captureScope, type CaptureScope } from './capture/expected/scope.js';
import { addTproxyMarks } from './capture/expected/tproxyRules.js';

/**
 * The rules that istio-iptables, or the CNI plugin, writes into a sidecar's pod for these arguments, as the kernel prints them
 * (tools/istio-iptables/pkg/capture/run.go; releases 1.0 to 1.32). `variant` is for the newest release and IPv4, without resolvers,
 * unless it says otherwise. Mode NONE gives no table.
 */
export function expectedRules(args: CaptureArguments, variant: Partial<CaptureVariant> = {}): RuleSet {
  const scope = captureScope(args, {
    family: 4,
    minor: NEWEST_MINOR,
    dnsServers: [],
    hasDnsServers: (variant.dnsServers ?? []).length > 0,
    groups: new Map(),
    native: false,
    ...variant,
  });
  const script = new RuleScript();
  if (args.mode.value !== 'NONE') write(script, scope);
  const [ruleSet] = parseIptablesSave(script.print(), 'expected', {
    family: scope.family === 6 ? 'ip6' : 'ip',
    backend: 'nft',
  });
  if (ruleSet === undefined) throw new Error('iptables-save gave no rule set');
  return ruleSet;
}

function write(script: RuleScript, scope: CaptureScope): void {
  const { args, family, minor } = scope;
  if (family === 6 && minor <= 4) {
    refuseIpv6(script, minor);
    return;
  }
  if (minor >= 12) addExcludedInterfaces(script, scope);
  if (minor >= 3) {
    for (const name of args.virtualInterfaces.value) script.insert('nat', 'PREROUTING', 1, `-i ${name} -j RETURN`);
  }
  if (args.dropInvalid.value && minor >= 13) addDropInvalid(script, scope);
  if (scope.dns && minor === 8 && family === 4)
    script.append('nat', 'ISTIO_REDIRECT', '-p tcp -m tcp --dport 53 -j REDIRECT --to-ports 15053');
  script.append('nat', 'ISTIO_REDIRECT', `-p tcp -j REDIRECT --to-ports ${args.proxyPort.value}`);
  const inbound = minor >= 3 ? args.inboundCapturePort.value : args.proxyPort.value;
  script.append('nat', 'ISTIO_IN_REDIRECT', `-p tcp -j REDIRECT --to-ports ${inbound}`);
  addInboundRules(script, scope);
  addOutboundRules(script, scope);
  addDnsZones(script, scope);
  if (scope.tproxy) addTproxyMarks(script, scope);
}

/** Neither direction is captured on these. */
function addExcludedInterfaces(script: RuleScript, { args, tproxy }: CaptureScope): void {
  for (const table of ['nat', ...(tproxy ? (['mangle'] as const) : [])] as const) {
    for (const name of args.excludedInterfaces.value) {
      script.append(table, 'PREROUTING', `-i ${name} -j RETURN`);
      script.append(table, 'OUTPUT', `-o ${name} -j RETURN`);
    }
  }
}

/** A chain of its own since 1.24; with native nftables only TCP. */
function addDropInvalid(script: RuleScript, { minor, native }: CaptureScope): void {
  const invalid = `${native ? '-p tcp ' : ''}-m conntrack --ctstate INVALID`;
  script.append('mangle', 'PREROUTING', `${invalid} -j ${minor >= 24 ? 'ISTIO_DROP' : 'DROP'}`);
  if (minor >= 24) script.append('mangle', 'ISTIO_DROP', '-j DROP');
}

/** Releases up to 1.4 have no IPv6: what comes in is refused. */
function refuseIpv6(script: RuleScript, minor: number): void {
  script.append(
    'filter',
    'INPUT',
    '-m state --state ESTABLISHED -j ACCEPT',
    ...(minor >= 1 ? ['-d ::1/128 -i lo -j ACCEPT'] : []),
    '-j REJECT --reject-with icmp6-port-unreachable',
  );
}
