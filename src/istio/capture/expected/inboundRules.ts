import type { RuleScript } from './RuleScript.js';
import type { CaptureScope } from './scope.js';

/**
 * ISTIO_INBOUND and what leads there, in nat or, for TPROXY, in mangle (run.go: handleInboundPortsInclude). Up to 1.12 port 22 is
 * never captured; up to 1.5 TPROXY asks for a socket instead of the connection's state; up to 1.8 it leads to the outbound port.
 */
export function addInboundRules(script: RuleScript, scope: CaptureScope): void {
  const { args, minor, tproxy, localhost } = scope;
  const { value: mark } = args.tproxyMark;
  if (minor >= 7)
    script.append('nat', 'ISTIO_INBOUND', `-p tcp -m tcp --dport ${args.inboundTunnelPort.value} -j RETURN`);
  if (args.inboundPorts.value.length === 0) return;
  const table = tproxy ? 'mangle' : 'nat';
  if (tproxy) {
    const port = minor >= 9 ? args.inboundCapturePort.value : args.proxyPort.value;
    script.append('mangle', 'ISTIO_DIVERT', `-j MARK --set-xmark ${mark}/0xffffffff`, '-j ACCEPT');
    script.append(
      'mangle',
      'ISTIO_TPROXY',
      `! -d ${localhost} -p tcp -j TPROXY --on-port ${port} --on-ip ${scope.family === 6 ? '::' : '0.0.0.0'} --tproxy-mark ${mark}/0xffffffff`,
    );
  }
  script.append(table, 'PREROUTING', '-p tcp -j ISTIO_INBOUND');
  script.append(table, 'ISTIO_INBOUND', ...selections(scope));
}

function selections(scope: CaptureScope): readonly string[] {
  const { args, minor } = scope;
  if (args.inboundPorts.value !== '*')
    return args.inboundPorts.value.flatMap((port) => capture(scope, ` -m tcp --dport ${port}`));
  const excluded = [...(minor <= 12 ? ['22'] : []), ...args.excludedInboundPorts.value];
  return [...excluded.map((port) => `-p tcp -m tcp --dport ${port} -j RETURN`), ...capture(scope, '')];
}

function capture({ tproxy, minor }: CaptureScope, ports: string): readonly string[] {
  if (!tproxy) return [`-p tcp${ports} -j ISTIO_IN_REDIRECT`];
  const known = minor >= 6 ? '-m conntrack --ctstate RELATED,ESTABLISHED' : '-m socket';
  const divert = `-p tcp${ports} ${known} -j ISTIO_DIVERT`;
  // The script of 1.0 to 1.2 adds the rule twice.
  return [divert, ...(minor <= 2 ? [divert] : []), `-p tcp${ports} -j ISTIO_TPROXY`];
}
