import { failureReply, type FailureKind } from '../../envoy/cluster/failureReply.js';
import { chooseTcpProxyCluster } from '../../envoy/network/chooseTcpProxyCluster.js';
import type { LocalReply } from '../../envoy/model/LocalReply.js';
import type { TcpProxy } from '../../envoy/model/NetworkFilter.js';
import type { WalkState } from '../walk/state/WalkState.js';
import { indeterminate, replyEnded } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { decisionStep } from './decisionStep.js';
import { tcpContext } from './tcpContext.js';
import type { ProxyVisit } from './ProxyVisit.js';
import { toCluster } from './toCluster.js';

/**
 * `envoy.filters.network.tcp_proxy`: bytes go to a cluster as they are.
 *
 * @param refused what ends the connection once a host is found, before any byte goes there
 */
export function tcpProxy(
  context: WalkContext,
  visit: ProxyVisit,
  proxy: TcpProxy,
  refused?: () => WalkState,
): WalkState {
  const { path, choose, journey } = context;
  path.consults('filter state envoy.tcp_proxy.cluster');
  const chosen = chooseTcpProxyCluster(proxy, visit.filterState, choose);
  if (chosen.value === undefined) {
    path.add(decisionStep(visit.proxy, 'network_filter', chosen, 'tcp_proxy: cluster not known'));
    return { kind: 'end', verdict: indeterminate(chosen.unknown ?? 'the cluster of a tcp_proxy') };
  }
  const { name } = chosen.value;
  path.add(decisionStep(visit.proxy, 'network_filter', chosen, `tcp_proxy to ${name}`, { subject: name }));
  if (proxy.tunneling !== undefined) {
    return {
      kind: 'end',
      verdict: indeterminate(`tcp_proxy ${proxy.statPrefix} tunnels by HTTP CONNECT (HBONE), which is not simulated`),
    };
  }
  const failure = (kind: FailureKind): LocalReply =>
    failureReply(kind, { grpc: false, tcp: true, ...versionOf(visit) });
  return toCluster(context, visit, {
    clusterName: name,
    content: visit.content,
    context: tcpContext(visit, chosen.value),
    priority: 'DEFAULT',
    ...(refused === undefined ? {} : { refused }),
    passed: { kind: 'tcp', grpc: false, failure },
    fail: (code, kind, sentence) => replyEnded(code, sentence, failure(kind), journey.proxies),
  });
}

function versionOf({ proxy }: ProxyVisit): { readonly version?: string } {
  const { version } = proxy.config;
  return version === undefined ? {} : { version };
}
