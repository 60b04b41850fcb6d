import type { Container } from '../../../kube/objects/Container.js';
import type { Pod } from '../../../kube/objects/Pod.js';
import { ArgumentReader, listOf, selectionOf, type Found } from './ArgumentReader.js';
import type { Argument, CaptureArguments } from './CaptureArguments.js';
import { readMode } from './initArguments.js';

const DEFAULT_ID = 1337;
/** What the plugin never captures inbound, besides the pod's own list. */
const EXCLUDED_INBOUND = ['15020', '15021', '15090'];

/**
 * What the CNI plugin makes of a pod: its annotations, the ids and variables of its proxy container; everything else is fixed
 * (cni/pkg/plugin/sidecar_redirect.go, sidecar_iptables_linux.go). The plugin sees no resolv.conf: DNS capture takes any resolver.
 */
export function cniArguments(pod: Pod, proxy: Container): CaptureArguments {
  const reader = new ArgumentReader(proxy, { flags: new Map(), problems: [] });
  const annotation = (name: string): Found => {
    const value = pod.meta.annotations.get(name);
    return value === undefined ? undefined : { value, from: name };
  };
  const traffic = (name: string): Found => annotation(`traffic.sidecar.istio.io/${name}`);
  const inbound = traffic('excludeInboundPorts');
  const redirectDns = reader.boolean(reader.variable('ISTIO_META_DNS_CAPTURE'));
  return {
    by: 'cni',
    mode: readMode(reader, annotation('sidecar.istio.io/interceptionMode')),
    ...FIXED,
    proxyUids: idOf(proxy.runAsUser, 'runAsUser', proxy.name),
    proxyGids: idOf(proxy.runAsGroup, 'runAsGroup', proxy.name),
    inboundPorts: selectionOf(traffic('includeInboundPorts'), '*'),
    excludedInboundPorts: {
      value: [...new Set([...listOf(inbound).value, ...EXCLUDED_INBOUND])],
      from: inbound?.from ?? 'default',
    },
    outboundRanges: selectionOf(traffic('includeOutboundIPRanges'), '*'),
    excludedOutboundRanges: listOf(traffic('excludeOutboundIPRanges')),
    outboundPorts: listOf(traffic('includeOutboundPorts')),
    excludedOutboundPorts: listOf(traffic('excludeOutboundPorts'), '15020'),
    excludedInterfaces: listOf(traffic('excludeInterfaces')),
    virtualInterfaces: listOf(annotation('istio.io/reroute-virtual-interfaces') ?? traffic('kubevirtInterfaces')),
    redirectDns,
    captureAllDns: redirectDns,
    dropInvalid: reader.boolean(reader.variable('INVALID_DROP')),
    dualStack: reader.boolean(reader.variable('ISTIO_DUAL_STACK')),
    problems: reader.problems,
  };
}

const FIXED = {
  proxyPort: byDefault(15001),
  inboundCapturePort: byDefault(15006),
  inboundTunnelPort: byDefault(15008),
  tproxyMark: byDefault(1337),
  tproxyRouteTable: byDefault(133),
  ownerGroups: byDefault('*' as const),
  excludedOwnerGroups: byDefault([]),
  loopbackCidr: byDefault('127.0.0.1/32'),
};

function byDefault<T>(value: T): Argument<T> {
  return { value, from: 'default' };
}

/** Root counts as not set. */
function idOf(id: number | undefined, field: string, container: string): Argument<readonly number[]> {
  return id === undefined || id === 0
    ? { value: [DEFAULT_ID], from: 'default' }
    : { value: [id], from: `${container} securityContext.${field}` };
}
