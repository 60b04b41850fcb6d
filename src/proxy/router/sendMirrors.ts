import { firstHeader, withHeader } from '../../envoy/http/headers.js';
import { joinValues } from '../../envoy/http/joinInlineHeaders.js';
import type { HttpRequest } from '../../envoy/model/HttpRequest.js';
import type { MirrorPolicy } from '../../envoy/model/Route.js';
import type { ForwardAction } from '../../envoy/model/RouteAction.js';
import { fractionOf } from '../../envoy/route/match/fractionOf.js';
import { rollFraction } from '../../envoy/route/match/rollFraction.js';
import { upstreamProtocol } from '../../envoy/cluster/upstreamProtocol.js';
import { upstreamClientHello } from '../../envoy/cluster/upstreamClientHello.js';
import type { ActiveCluster } from '../cluster/ActiveCluster.js';
import type { ActiveHost } from '../cluster/ActiveHost.js';
import type { HttpRun } from '../http/HttpRun.js';
import { messageAt } from '../settings/messageAt.js';
import { poolOf } from '../upstream/poolOf.js';
import type { UpstreamFailure, UpstreamHandlers, UpstreamStream } from '../upstream/UpstreamStream.js';
import { pickHost } from './pickHost.js';

/** A request that is sent once more, to another cluster, whose answer nobody waits for. */
export interface Mirror {
  /** The whole body has arrived. */
  send(body: readonly Buffer[]): void;
}

/** Whether a request may have mirrors, so that its body has to be kept. */
export function hasMirrors({ virtualHost, plan }: HttpRun, action: ForwardAction): boolean {
  return (
    action.requestMirrorPolicies.length > 0 ||
    (virtualHost?.requestMirrorPolicies.length ?? 0) > 0 ||
    (plan.routeConfig?.requestMirrorPolicies.length ?? 0) > 0
  );
}

/** The mirrors of a request, by chance (`request_mirror_policies`: the route's, else the virtual host's, else the configuration's). */
export function mirrorsOf(run: HttpRun, action: ForwardAction, request: HttpRequest): readonly Mirror[] {
  const { virtualHost, plan, context } = run;
  const policies = [
    action.requestMirrorPolicies,
    virtualHost?.requestMirrorPolicies ?? [],
    plan.routeConfig?.requestMirrorPolicies ?? [],
  ].find(({ length }) => length > 0);
  return (policies ?? []).flatMap((policy): Mirror[] => {
    const probability = policy.fraction === undefined ? 1 : fractionOf(policy.fraction, context.runtime);
    const about = { name: 'request_mirror_policies', about: policy.cluster };
    if (!rollFraction(probability, plan.core.choose, about)) return [];
    return [{ send: (body) => send(run, action, policy, request, body) }];
  });
}

function send(
  run: HttpRun,
  action: ForwardAction,
  policy: MirrorPolicy,
  request: HttpRequest,
  body: readonly Buffer[],
): void {
  const { core } = run.plan;
  const cluster = core.cluster(policy.cluster);
  if (cluster === undefined) return;
  const copy = shadowOf(run, policy, request);
  const context = {
    connection: run.client.inspected,
    request: copy,
    filterState: run.context.filterState,
    dynamicMetadata: run.context.dynamicMetadata,
    subsetCriteria: action.metadataMatch,
    hashPolicies: action.hashPolicies,
    tls: run.client.tls,
  };
  const picked = pickHost(core, cluster, context, true);
  const protocol = upstreamProtocol(cluster.cluster, request.protocol);
  if (picked.kind !== 'host' || protocol === 'unknown' || protocol === 'HTTP/3') return;
  const { hostname } = picked.host.host;
  const pool = poolOf(core, picked.cluster, picked.host, {
    protocol,
    priority: action.priority,
    listed: picked.listed,
    hello: (socket) => upstreamClientHello(socket, { hostname, protocol }),
  });
  if ('unknown' in pool) return;
  pool.request(new MirrorTry(cluster, picked.cluster, picked.host, copy, body), copy.method, false);
}

/** The copy names this proxy as one more that it came by (measured). */
function shadowOf(run: HttpRun, policy: MirrorPolicy, request: HttpRequest): HttpRequest {
  const own = run.plan.core.sockets.nodeAddress()?.text ?? run.client.inspected.local.ip.text;
  const by = joinValues(firstHeader(request, 'x-forwarded-for') ?? '', own);
  const headers = withHeader(request.headers, 'x-forwarded-for', by);
  return { ...request, headers, authority: shadowHost(run, policy, request.authority ?? '') };
}

/** `-shadow` behind the host's name, unless the policy says not to (measured). */
function shadowHost(run: HttpRun, { at }: MirrorPolicy, authority: string): string {
  if (messageAt(run.plan.core.config, at).flag('disable_shadow_host_suffix_append')) return authority;
  const port = /:\d+$/.exec(authority)?.[0] ?? '';
  return `${authority.slice(0, authority.length - port.length)}-shadow${port}`;
}

/** Sends, and only counts the answer. */
class MirrorTry implements UpstreamHandlers {
  readonly #counted: ActiveCluster;
  readonly #cluster: ActiveCluster;
  readonly #host: ActiveHost;
  readonly #request: HttpRequest;
  readonly #body: readonly Buffer[];

  /** @param counted the cluster of the policy, which the host's own one may be a member of */
  constructor(
    counted: ActiveCluster,
    cluster: ActiveCluster,
    host: ActiveHost,
    request: HttpRequest,
    body: readonly Buffer[],
  ) {
    this.#counted = counted;
    this.#cluster = cluster;
    this.#host = host;
    this.#request = request;
    this.#body = body;
  }

  ready(stream: UpstreamStream): void {
    const empty = this.#body.length === 0;
    stream.writeHead(this.#request, empty);
    if (empty) return;
    for (const chunk of this.#body) stream.write(chunk);
    stream.end([]);
  }

  informational(): void {
    // Of no interest.
  }

  head(status: number): void {
    this.#counted.stats.status(status);
    this.#counted.stats.internalStatus(status);
    if (status >= 500) this.#host.rqError += 1;
    else this.#host.rqSuccess += 1;
    this.#cluster.outlier?.answered(this.#host, status);
  }

  data(): void {
    // Of no interest.
  }

  end(): void {
    // Of no interest.
  }

  failed({ kind }: UpstreamFailure): void {
    this.#host.rqError += 1;
    if (kind !== 'overflow' && kind !== 'pending_overflow') this.#cluster.outlier?.failed(this.#host, kind);
  }

  drained(): void {
    // All was written at once.
  }
}
