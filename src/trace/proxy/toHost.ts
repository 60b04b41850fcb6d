import { autoSniName } from '../../envoy/cluster/autoSniName.js';
import { matchTransportSocket } from '../../envoy/cluster/matchTransportSocket.js';
import { upstreamClientHello } from '../../envoy/cluster/upstreamClientHello.js';
import { upstreamProtocol } from '../../envoy/cluster/upstreamProtocol.js';
import type { UpstreamHost } from '../../envoy/cluster/UpstreamHost.js';
import type { Cluster } from '../../envoy/model/Cluster.js';
import type { UpstreamTls, UpstreamTransportSocket } from '../../envoy/model/TransportSocket.js';
import type { SocketAddress } from '../../net/SocketAddress.js';
import { encrypted, type Content } from '../walk/Content.js';
import type { StepDraft } from '../walk/PathBuilder.js';
import type { Verification, WalkState } from '../walk/state/WalkState.js';
import { indeterminate } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { podIdentityOf } from '../world/podIdentity.js';
import { decisionStep } from './decisionStep.js';
import { dial } from './dial.js';
import { metadataOfPod } from './metadataOfPod.js';
import type { ProxyVisit } from './ProxyVisit.js';
import { stopsAtBreaker } from './stopsAtBreaker.js';
import { unmodelled } from './unmodelled.js';
import type { Upstream } from './toCluster.js';
import { upstreamFilters } from './upstreamFilters.js';

/** Where a proxy connects to. */
export type Destination =
  | { readonly kind: 'host'; readonly host: UpstreamHost }
  | { readonly kind: 'address'; readonly address: SocketAddress }
  | { readonly kind: 'name'; readonly host: string; readonly port: number };

/** The transport socket and protocol towards a host, then the connection itself. */
export function toHost(
  context: WalkContext,
  visit: ProxyVisit,
  upstream: Upstream,
  cluster: Cluster,
  destination: Destination,
): WalkState {
  const { path, journey } = context;
  const stopped = stopsAtBreaker(context, visit, upstream, cluster);
  if (stopped !== undefined) return stopped;
  if (upstream.refused !== undefined) return upstream.refused();
  const host = destination.kind === 'host' ? metadataOfPod(context, cluster, destination.host) : undefined;
  const chosen = matchTransportSocket(cluster, host);
  const socket = innermost(chosen.value);
  if (chosen.value === undefined || socket?.kind === 'unsupported') {
    const unknown = chosen.unknown ?? `transport socket of ${cluster.name}`;
    path.add(
      decisionStep(
        visit.proxy,
        'transport_socket',
        { ...chosen, truth: 'unknown', unknown },
        `transport socket towards ${cluster.name}: not known`,
      ),
    );
    return { kind: 'end', verdict: indeterminate(unknown) };
  }
  if (socket?.kind === 'tls') unmodelled(context, visit, 'transport_socket', `TLS towards ${cluster.name}`, socket);
  const content = host === undefined || upstream.withHost === undefined ? upstream.content : upstream.withHost(host);
  const denied = upstreamFilters(context, visit, upstream, cluster);
  if (denied !== undefined) return denied;
  const speaks = spoken(cluster, content);
  if (speaks === undefined)
    return { kind: 'end', verdict: indeterminate(`the protocol towards ${cluster.name} is negotiated (auto_config)`) };
  const wire =
    socket?.kind === 'tls' ? overTls(context, visit, upstream, { socket, cluster, host }, speaks) : { content: speaks };
  const summary = socket?.kind === 'tls' ? tlsSummary(wire.content) : `plaintext to ${cluster.name}`;
  path.add(
    decisionStep(visit.proxy, 'transport_socket', chosen, summary, socket?.kind === 'tls' ? helloOf(wire.content) : {}),
  );
  journey.proxies.push({ ...upstream.passed, pod: `${visit.pod.namespace}/${visit.pod.name}` });
  const origin = { pod: visit.pod, ...('verifies' in wire ? { verifies: wire.verifies } : {}) };
  const filterState =
    chosen.value.kind === 'internal_upstream' ? sharedState(visit, upstream) : new Map<string, string>();
  return dial(context, { ...visit, filterState }, cluster, destination, { content: wire.content, origin });
}

/** What of the filter state goes along: what is shared, and only by the `internal_upstream` socket (internal_upstream.cc; measured). */
function sharedState(visit: ProxyVisit, { context: { filterState } }: Upstream): ReadonlyMap<string, string> {
  return new Map([...filterState].filter(([key]) => visit.sharedState.has(key)));
}

function innermost(socket: UpstreamTransportSocket | undefined): UpstreamTransportSocket | undefined {
  return socket?.kind === 'internal_upstream' ? innermost(socket.inner) : socket;
}

/** The content in the protocol that the cluster speaks; undefined: it depends on what is negotiated. */
function spoken(cluster: Cluster, content: Content): Content | undefined {
  const { http } = content;
  if (http === undefined || content.tls !== undefined) return content;
  const protocol = upstreamProtocol(cluster, http.protocol);
  if (protocol === 'unknown' || protocol === 'HTTP/3') return undefined;
  return { firstBytes: protocol === 'HTTP/2' ? 'h2c' : 'http/1.1', http: { ...http, protocol } };
}

/** What the handshake upstream is about. */
interface Handshake {
  readonly socket: UpstreamTls;
  readonly cluster: Cluster;
  readonly host: UpstreamHost | undefined;
}

function overTls(
  { world }: WalkContext,
  { pod }: ProxyVisit,
  upstream: Upstream,
  { socket, cluster, host }: Handshake,
  content: Content,
): { readonly content: Content; readonly verifies: Verification } {
  const { http } = content;
  const alpnOverride = http === undefined ? undefined : upstream.alpnOverride?.(http.protocol);
  const authority = http === undefined ? undefined : autoSniName(cluster, http);
  const hello = upstreamClientHello(socket, {
    ...(alpnOverride === undefined ? {} : { alpnOverride }),
    ...(cluster.autoSni === undefined ? {} : { autoSni: cluster.autoSni }),
    ...(authority === undefined ? {} : { authority }),
    ...(host === undefined ? {} : { hostname: host.hostname }),
    ...(http === undefined ? {} : { protocol: http.protocol }),
  });
  const certificate = socket.presentsCertificate ? podIdentityOf(world, pod) : undefined;
  return {
    content: encrypted(content, { ...hello, ...(certificate === undefined ? {} : { certificate }) }),
    verifies: { socket, names: cluster.autoSanValidation && hello.sni !== '' ? [hello.sni] : [] },
  };
}

function tlsSummary({ tls }: Content): string {
  const sni = tls?.sni === undefined || tls.sni === '' ? 'no SNI' : `SNI ${tls.sni}`;
  const alpn = tls === undefined || tls.alpn.length === 0 ? 'no ALPN' : `ALPN ${tls.alpn.join(', ')}`;
  const as = tls?.certificate?.uriSans[0];
  return `TLS, ${sni}, ${alpn}${as === undefined ? '' : `, as ${as}`}`;
}

function helloOf({ tls }: Content): Pick<StepDraft, 'tls'> {
  if (tls === undefined) return {};
  const as = tls.certificate?.uriSans[0];
  return { tls: { sni: tls.sni, alpn: tls.alpn, ...(as === undefined ? {} : { as }) } };
}
