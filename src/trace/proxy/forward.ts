import { failureReply, type FailureKind } from '../../envoy/cluster/failureReply.js';
import type { UpstreamHost } from '../../envoy/cluster/UpstreamHost.js';
import { istioAlpn } from '../../envoy/http/filter/istioAlpn.js';
import { repliesInGrpc } from '../../envoy/http/repliesInGrpc.js';
import type { HttpRequest } from '../../envoy/model/HttpRequest.js';
import type { LocalReply } from '../../envoy/model/LocalReply.js';
import type { ForwardAction } from '../../envoy/model/RouteAction.js';
import { retryAttempts } from '../../envoy/route/retryAttempts.js';
import { retryPolicyOf } from '../../envoy/route/retryPolicyOf.js';
import { tryResultOf } from '../../envoy/route/tryResultOf.js';
import { finalizeRequestHeaders } from '../../envoy/route/finalizeRequestHeaders.js';
import { subsetCriteriaOf } from '../../envoy/route/subsetCriteriaOf.js';
import type { RewrittenRequest } from '../../envoy/route/rewriteHost.js';
import type { Content } from '../walk/Content.js';
import type { StepDraft } from '../walk/PathBuilder.js';
import type { WalkState } from '../walk/state/WalkState.js';
import { replyEnded } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { podLabel } from '../world/PodNode.js';
import { requestLine } from './connectionManager.js';
import type { HttpVisit } from './HttpVisit.js';
import { jsonEvidence } from './jsonEvidence.js';
import { patienceNotes } from './patienceNotes.js';
import { replyLine } from './replyLine.js';
import { toCluster } from './toCluster.js';

/** The request as it leaves, and its way to the cluster. */
export function forward(
  context: WalkContext,
  http: HttpVisit,
  action: ForwardAction,
  suppressEnvoyHeaders: boolean,
): WalkState {
  const { path, journey } = context;
  const { visit, input, route, routeConfig, virtualHost, cluster, alpn } = http;
  if (route === undefined || routeConfig === undefined || virtualHost === undefined)
    throw new Error('a route that forwards has a virtual host');
  const name = cluster?.name ?? '';
  const levels = {
    routeConfig,
    virtualHost,
    route,
    ...(cluster?.weighted === undefined ? {} : { weighted: cluster.weighted }),
  };
  const rewritten = finalizeRequestHeaders(action, levels, input, { suppressEnvoyHeaders });
  path.add({
    kind: 'upstream_request',
    outcome: rewritten.effects.length > 0 ? 'rewritten' : 'passed',
    summary: `leaves as ${requestLine(rewritten.request)}`,
    request: rewritten.request,
    effects: rewritten.effects,
    evidence: jsonEvidence(visit.proxy, action.at),
    notes: [
      ...(rewritten.unknown === undefined ? [] : [`not known: ${rewritten.unknown}`]),
      ...(http.delayMs > 0 ? [`after ${http.delayMs} ms of injected delay`] : []),
      ...patienceNotes(action, virtualHost, input),
    ],
  });
  if (http.delayMs > 0) journey.flags.add('DI');
  const grpc = repliesInGrpc(input.request);
  const { version } = visit.proxy.config;
  const options = { grpc, tcp: false, ...(version === undefined ? {} : { version }) };
  const failure = (kind: FailureKind, own: { readonly status?: number; readonly detail?: string } = {}): LocalReply => {
    path.consults('grpc');
    const result = tryResultOf(kind);
    const retried =
      result !== undefined && retryAttempts(retryPolicyOf(action, virtualHost), result, input.request).limitExceeded;
    const reply = failureReply(kind, { ...options, ...own, retried });
    return http.delayMs > 0 ? { ...reply, flags: [`DI`, reply.flags].filter((flag) => flag !== '').join(',') } : reply;
  };
  const { config } = visit.proxy;
  const withHost = (host: UpstreamHost): Content => {
    const options = { suppressEnvoyHeaders, upstreamHostname: host.hostname };
    const final = finalizeRequestHeaders(action, levels, input, options);
    if (final.request.authority !== rewritten.request.authority) path.add(autoHostStep(visit, action, final));
    return contentOf(final.request);
  };
  const content = endsTunnel(input.request, action)
    ? { content: TUNNELLED }
    : { content: contentOf(rewritten.request), withHost };
  return toCluster(context, visit, {
    clusterName: name,
    ...content,
    context: {
      connection: visit.connection,
      request: rewritten.request,
      filterState: input.filterState,
      dynamicMetadata: input.dynamicMetadata,
      subsetCriteria: subsetCriteriaOf(action, cluster?.weighted),
      hashPolicies: action.hashPolicies,
      tls: visit.tls,
    },
    priority: action.priority,
    passed: { kind: 'http', grpc, failure },
    alpnOverride: (protocol) => {
      const found = config.cluster(name);
      return found.kind === 'found' && alpn.length > 0 ? istioAlpn(alpn, found.value.metadata, protocol) : undefined;
    },
    fail: (code, kind: FailureKind, sentence) => {
      const status = kind === 'cluster_not_found' ? { status: action.clusterNotFoundStatus } : {};
      const reply = failure(kind, status);
      path.add({ kind: 'reply', outcome: 'failed', summary: `${podLabel(visit.pod)} answers: ${replyLine(reply)}` });
      return replyEnded(code, sentence, reply, journey.proxies);
    },
  });
}

/** `auto_host_rewrite`: the request leaves with the host name of the endpoint, known only now. */
function autoHostStep(visit: HttpVisit['visit'], action: ForwardAction, final: RewrittenRequest): StepDraft {
  return {
    kind: 'upstream_request',
    outcome: 'rewritten',
    summary: `leaves as ${requestLine(final.request)}`,
    request: final.request,
    effects: final.effects,
    evidence: jsonEvidence(visit.proxy, action.at),
  };
}

/** What travels inside a tunnel: a request does not say. */
const TUNNELLED: Content = { firstBytes: 'unknown' };

/** Whether a CONNECT ends here, and only what is inside goes on (`upgrade_configs[].connect_config`). */
function endsTunnel({ method }: HttpRequest, { upgradeConfigs }: ForwardAction): boolean {
  return (
    method === 'CONNECT' &&
    upgradeConfigs.some(({ upgradeType, connectConfig }) => connectConfig && upgradeType.toUpperCase() === 'CONNECT')
  );
}

function contentOf({ cameAsGrpc: _, ...request }: HttpRequest): Content {
  return { firstBytes: request.protocol === 'HTTP/2' ? 'h2c' : 'http/1.1', http: request };
}
