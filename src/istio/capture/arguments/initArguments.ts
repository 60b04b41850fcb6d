import type { Container } from '../../../kube/objects/Container.js';
import { ArgumentReader, listOf, selectionOf, type Found } from './ArgumentReader.js';
import type { Argument, CaptureArguments } from './CaptureArguments.js';
import { readCommandLine } from './readCommandLine.js';

const PORT_MAX = 0xffff;
const DEFAULT_ID = 1337;

/**
 * The arguments with which a container runs istio-iptables, by flags, by variables, else the program's defaults
 * (tools/istio-iptables/pkg/cmd/root.go). Releases up to 1.2 have no inbound port of its own: `-p` is both.
 */
export function initArguments(container: Container): CaptureArguments {
  const reader = new ArgumentReader(container, readCommandLine([...container.command, ...container.args]));
  const proxyUids = reader.numbers(reader.find('proxy-uid'), [DEFAULT_ID]);
  const gids = reader.find('proxy-gid');
  const port = (flag: string, byDefault: number): Argument<number> =>
    reader.number(reader.find(flag), byDefault, PORT_MAX);
  return {
    by: 'istio-init',
    mode: readMode(reader, reader.find('istio-inbound-interception-mode')),
    proxyPort: port('envoy-port', 15001),
    inboundCapturePort: port('inbound-capture-port', 15006),
    inboundTunnelPort: port('inbound-tunnel-port', 15008),
    proxyUids,
    proxyGids: gids === undefined || gids.value === '' ? proxyUids : reader.numbers(gids, []),
    inboundPorts: selectionOf(reader.find('istio-inbound-ports'), []),
    excludedInboundPorts: listOf(reader.find('istio-local-exclude-ports')),
    outboundRanges: selectionOf(reader.find('istio-service-cidr'), []),
    excludedOutboundRanges: listOf(reader.find('istio-service-exclude-cidr')),
    outboundPorts: listOf(reader.find('istio-outbound-ports')),
    excludedOutboundPorts: listOf(reader.find('istio-local-outbound-ports-exclude')),
    excludedInterfaces: listOf(reader.find('istio-exclude-interfaces')),
    virtualInterfaces: listOf(reader.find('kube-virt-interfaces')),
    tproxyMark: reader.number(reader.find('istio-inbound-tproxy-mark', 'INBOUND_TPROXY_MARK'), 1337),
    tproxyRouteTable: reader.number(reader.find('istio-inbound-tproxy-route-table'), 133),
    redirectDns: reader.boolean(reader.find('redirect-dns', 'ISTIO_META_DNS_CAPTURE')),
    captureAllDns: reader.boolean(reader.find('capture-all-dns')),
    dropInvalid: reader.boolean(reader.find('drop-invalid', 'INVALID_DROP')),
    dualStack: reader.boolean(reader.find('dual-stack', 'ISTIO_DUAL_STACK', 'ISTIO_AGENT_DUAL_STACK')),
    ownerGroups: selectionOf(reader.variable('ISTIO_OUTBOUND_OWNER_GROUPS'), '*'),
    excludedOwnerGroups: listOf(reader.variable('ISTIO_OUTBOUND_OWNER_GROUPS_EXCLUDE')),
    loopbackCidr: text(reader.variable('ISTIO_OUTBOUND_IPV4_LOOPBACK_CIDR'), '127.0.0.1/32'),
    problems: reader.problems,
  };
}

/** Anything but TPROXY and NONE works as REDIRECT. */
export function readMode(reader: Pick<ArgumentReader, 'problems'>, found: Found): CaptureArguments['mode'] {
  const value = found?.value ?? '';
  const from = found?.from ?? 'default';
  if (value === 'TPROXY' || value === 'NONE' || value === 'REDIRECT') return { value, from };
  if (value !== '') reader.problems.push(`${from} is no interception mode: ${JSON.stringify(value)}`);
  return { value: 'REDIRECT', from };
}

function text(found: Found, byDefault: string): Argument<string> {
  return found ?? { value: byDefault, from: 'default' };
}
