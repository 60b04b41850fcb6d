import type { RuleScript } from './RuleScript.js';
import type { CaptureScope } from './scope.js';

const TO_AGENT = '-j REDIRECT --to-ports 15053';
const UDP = '-p udp -m udp --dport 53';
const TCP = '-p tcp -m tcp --dport 53';

/** The resolvers whose queries are captured, as the beginning of a rule: nothing for any, else `-d 10.96.0.10/32 `. */
function resolvers({ args, family, dnsServers }: CaptureScope, option: '-d' | '-s'): readonly string[] {
  if (args.captureAllDns.value) return [''];
  return dnsServers.map((server) => `${option} ${server}/${family === 6 ? 128 : 32} `);
}

/** Up to 1.10 only IPv4. */
function isCaptured({ dns, family, minor }: CaptureScope): boolean {
  return dns && (family === 4 || minor >= 11) && minor >= 6;
}

function exemptions({ args, minor }: CaptureScope): readonly string[] {
  const users = minor === 6 ? [] : args.proxyUids.value.map((id) => `${UDP} -m owner --uid-owner ${id} -j RETURN`);
  return [...users, ...args.proxyGids.value.map((id) => `${UDP} -m owner --gid-owner ${id} -j RETURN`)];
}

/** DNS over UDP up to 1.22, in OUTPUT itself: 1.6 to port 15013, 1.7 and 1.8 by DNAT, then by REDIRECT; 1.23 and 1.24 only a jump. */
export function addNatDnsOfOutput(script: RuleScript, scope: CaptureScope): void {
  const { minor } = scope;
  if (!isCaptured(scope) || minor >= 25) return;
  if (minor >= 23) {
    script.append('nat', 'OUTPUT', '-p udp -j ISTIO_OUTPUT');
    return;
  }
  script.append('nat', 'OUTPUT', ...exemptions(scope));
  if (minor === 6) script.append('nat', 'OUTPUT', `${UDP} -j REDIRECT --to-ports 15013`);
  else if (minor <= 8) {
    script.append('nat', 'OUTPUT', `${UDP} -j DNAT --to-destination 127.0.0.1:15053`);
    script.append('nat', 'POSTROUTING', '-p udp -m udp --dport 15053 -j SNAT --to-source 127.0.0.1');
  } else script.append('nat', 'OUTPUT', ...resolvers(scope, '-d').map((to) => `${to}${UDP} ${TO_AGENT}`));
}

/** In the middle of ISTIO_OUTPUT: DNS over TCP from 1.9 on; since 1.25 a chain for both, all TCP before all UDP (SetupDNSRedir). */
export function addNatDns(script: RuleScript, scope: CaptureScope): void {
  if (!isCaptured(scope) || scope.minor < 9) return;
  const tcp = resolvers(scope, '-d').map((to) => `${to}${TCP} ${TO_AGENT}`);
  if (scope.minor < 25) {
    script.append('nat', 'ISTIO_OUTPUT', ...tcp);
    return;
  }
  if (tcp.length === 0) return;
  script.append('nat', 'ISTIO_OUTPUT', '-j ISTIO_OUTPUT_DNS');
  script.append('nat', 'ISTIO_OUTPUT_DNS', ...tcp, ...resolvers(scope, '-d').map((to) => `${to}${UDP} ${TO_AGENT}`));
}

/** DNS over UDP in 1.23 and 1.24: at the end of ISTIO_OUTPUT. */
export function addUdpDnsOfIstioOutput(script: RuleScript, scope: CaptureScope): void {
  if (!isCaptured(scope) || scope.minor < 23 || scope.minor >= 25) return;
  const redirects = resolvers(scope, '-d').map((to) => `${to}${UDP} ${TO_AGENT}`);
  script.append('nat', 'ISTIO_OUTPUT', ...exemptions(scope), ...redirects);
}

/**
 * Conntrack zones from 1.11 on (addDNSConntrackZones): 1 between agent and resolvers, 2 between app and agent. In OUTPUT and PREROUTING
 * up to 1.22, under ISTIO_OUTPUT in 1.23 and 1.24, then in chains of their own.
 */
export function addDnsZones(script: RuleScript, scope: CaptureScope): void {
  const { minor, args } = scope;
  if (!isCaptured(scope) || minor < 11) return;
  const chain = minor >= 25 ? 'ISTIO_OUTPUT_DNS' : minor >= 23 ? 'ISTIO_OUTPUT' : 'OUTPUT';
  if (minor >= 25) script.append('raw', 'OUTPUT', '-j ISTIO_OUTPUT_DNS');
  else if (minor >= 23) script.append('raw', 'OUTPUT', '-p udp -j ISTIO_OUTPUT');
  const owners = [
    ...args.proxyUids.value.map((id) => `-m owner --uid-owner ${id}`),
    ...args.proxyGids.value.map((id) => `-m owner --gid-owner ${id}`),
  ];
  for (const owner of owners) {
    script.append(
      'raw',
      chain,
      `${UDP} ${owner} -j CT --zone 1`,
      `-p udp -m udp --sport 15053 ${owner} -j CT --zone 2`,
    );
  }
  const answers = resolvers(scope, '-s').map((from) => `${from}-p udp -m udp --sport 53 -j CT --zone 1`);
  if (minor >= 25 && answers.length > 0) script.append('raw', 'PREROUTING', '-j ISTIO_INBOUND');
  script.append('raw', chain, ...resolvers(scope, '-d').map((to) => `${to}${UDP} -j CT --zone 2`));
  if (answers.length > 0) script.append('raw', minor >= 25 ? 'ISTIO_INBOUND' : 'PREROUTING', ...answers);
}
