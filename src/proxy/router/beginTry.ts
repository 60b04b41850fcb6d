import { istioAlpn } from '../../envoy/http/filter/istioAlpn.js';
import { withHeader } from '../../envoy/http/headers.js';
import type { HttpRequest } from '../../envoy/model/HttpRequest.js';
import { finalizeRequestHeaders } from '../../envoy/route/finalizeRequestHeaders.js';
import { autoSniName } from '../../envoy/cluster/autoSniName.js';
import { subsetCriteriaOf } from '../../envoy/route/subsetCriteriaOf.js';
import { upstreamClientHello } from '../../envoy/cluster/upstreamClientHello.js';
import { upstreamProtocol } from '../../envoy/cluster/upstreamProtocol.js';
import { upgradeType } from '../../envoy/http/upgradeType.js';
import type { ActiveCluster } from '../cluster/ActiveCluster.js';
import type { ActiveHost } from '../cluster/ActiveHost.js';
import { fillOperators } from '../http/fillOperators.js';
import type { HttpRun } from '../http/HttpRun.js';
import { poolOf, type PoolDemand } from '../upstream/poolOf.js';
import type { Forwarding } from './Forwarding.js';
import { pickHost, type PickedHost } from './pickHost.js';
import { mirrorsOf } from './sendMirrors.js';
import { UpstreamTry } from './UpstreamTry.js';

/** Picks a host and sends the request to it. */
export function beginTry(forwarding: Forwarding): void {
  const { run, cluster, action, tried } = forwarding;
  if (run.ended || cluster === undefined) return;
  const { core } = run.plan;
  run.record.attemptCount += 1;
  const request = finalRequest(forwarding);
  forwarding.mirrors ??= mirrorsOf(run, action, request);
  const picked = pickUntried(forwarding, cluster, request);
  if (picked.kind === 'undecided') {
    forwarding.undecided(picked.unknown);
    return;
  }
  if (picked.kind === 'failed') {
    forwarding.fail(picked.failure);
    return;
  }
  const { host, cluster: member } = picked;
  const { record } = run;
  tried.add(host.label);
  record.upstreamHost = host.label;
  record.upstreamHostName = host.host.hostname;
  record.upstreamCluster = cluster.cluster.name;
  const protocol = upstreamProtocol(member.cluster, request.protocol);
  if (protocol === 'unknown' || protocol === 'HTTP/3') {
    forwarding.undecided(`protocol towards ${member.cluster.name}`);
    return;
  }
  const pool = poolOf(
    core,
    member,
    host,
    demandOf(run, member, host, request, protocol, action.priority, picked.listed),
  );
  if ('unknown' in pool) {
    forwarding.undecided(pool.unknown);
    return;
  }
  const sent = attemptRequest(forwarding, request, host);
  record.request = sent;
  const upstream = new UpstreamTry(forwarding, member, host, sent);
  forwarding.trying(upstream);
  upstream.ticket = pool.request(upstream, sent.method, upgradeType(sent) !== undefined);
}

function finalRequest(forwarding: Forwarding): HttpRequest {
  const { run, action } = forwarding;
  const { levels, context, plan } = run;
  if (levels === undefined) throw new Error('a route that forwards has a virtual host');
  const { request, unknown } = finalizeRequestHeaders(action, levels, context, {
    suppressEnvoyHeaders: plan.suppressEnvoyHeaders,
  });
  if (unknown !== undefined) plan.core.note(`not decided: ${unknown}`);
  const headers = fillOperators(run, request.headers);
  return headers === request.headers ? request : { ...request, headers };
}

/** With `auto_host_rewrite` the host's own name, and the number of the try. */
function attemptRequest(forwarding: Forwarding, request: HttpRequest, host: ActiveHost): HttpRequest {
  const { run, action } = forwarding;
  const { levels, context, plan, record } = run;
  let result = request;
  if (action.hostRewrite?.kind === 'auto_host_rewrite' && levels !== undefined) {
    const options = { suppressEnvoyHeaders: plan.suppressEnvoyHeaders, upstreamHostname: host.host.hostname };
    const final = finalizeRequestHeaders(action, levels, context, options).request;
    result = { ...final, headers: fillOperators(run, final.headers) };
  }
  if (record.attemptCount < 2) return result;
  let { headers } = result;
  if (levels?.virtualHost.includeRequestAttemptCount === true)
    headers = withHeader(headers, 'x-envoy-attempt-count', String(record.attemptCount));
  const rest = remainingMs(forwarding);
  if (rest !== undefined && headers.some(({ name }) => name === EXPECTED_MS))
    headers = withHeader(headers, EXPECTED_MS, String(rest));
  return { ...result, headers };
}

const EXPECTED_MS = 'x-envoy-expected-rq-timeout-ms';

/** What is left of the whole time, of which a try gets no more than `per_try_timeout`. */
function remainingMs({ timeouts, run }: Forwarding): number | undefined {
  if (timeouts.globalMs === 0) return undefined;
  const { record } = run;
  const left = timeouts.globalMs - (performance.now() - (record.requestReceivedAt ?? record.startedAt));
  return Math.max(1, Math.round(timeouts.perTryMs === 0 ? left : Math.min(left, timeouts.perTryMs)));
}

/** A host, where the policy asks for it another one than before. */
function pickUntried(
  { run, action, plan, tried }: Forwarding,
  cluster: ActiveCluster,
  request: HttpRequest,
): PickedHost {
  const { core } = run.plan;
  const context = {
    connection: run.client.inspected,
    request,
    filterState: run.context.filterState,
    dynamicMetadata: run.context.dynamicMetadata,
    subsetCriteria: subsetCriteriaOf(action, run.cluster?.weighted),
    hashPolicies: action.hashPolicies,
    tls: run.client.tls,
  };
  let picked = pickHost(core, cluster, context, true);
  for (let i = 0; i < plan.retry.avoidsTriedHosts; i++) {
    if (picked.kind !== 'host' || !tried.has(picked.host.label)) break;
    picked = pickHost(core, cluster, context, true);
  }
  return picked;
}

function demandOf(
  run: HttpRun,
  { cluster }: ActiveCluster,
  { host }: ActiveHost,
  request: HttpRequest,
  protocol: 'HTTP/1.1' | 'HTTP/2',
  priority: 'DEFAULT' | 'HIGH',
  listed: boolean,
): PoolDemand {
  const { client, alpn } = run;
  const filter = client.listener.listenerFilters.find(({ kind }) => kind === 'original_src');
  const authority = autoSniName(cluster, request);
  const override = alpn.length === 0 ? undefined : istioAlpn(alpn, cluster.metadata, protocol);
  return {
    protocol,
    priority,
    listed,
    ...(filter === undefined ? {} : { source: { ip: client.inspected.source.ip, mark: filter.mark ?? 0 } }),
    hello: (socket) =>
      upstreamClientHello(socket, {
        ...(override === undefined ? {} : { alpnOverride: override }),
        ...(cluster.autoSni === undefined ? {} : { autoSni: cluster.autoSni }),
        ...(authority === undefined ? {} : { authority }),
        hostname: host.hostname,
        protocol,
      }),
  };
}
