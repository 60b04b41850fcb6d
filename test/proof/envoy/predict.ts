import { readClustersStatus } from '../../../src/envoy/dump/readClustersStatus.js';
import { readConfigDump } from '../../../src/envoy/dump/readConfigDump.js';
import { failureReply } from '../../../src/envoy/cluster/failureReply.js';
import { isGrpcRequest } from '../../../src/envoy/http/isGrpcRequest.js';
import type { PeerCertificate, ProxyHeader } from '../../../src/envoy/model/Connection.js';
import type { EnvoyConfig } from '../../../src/envoy/model/EnvoyConfig.js';
import type { HttpRequest } from '../../../src/envoy/model/HttpRequest.js';
import { readEnvoyConfig } from '../../../src/envoy/parse/readEnvoyConfig.js';
import { retryAttempts, type RetryAttempts, type TryResult } from '../../../src/envoy/route/retryAttempts.js';
import { retryPolicyOf } from '../../../src/envoy/route/retryPolicyOf.js';
import { verifyServerCertificate } from '../../../src/envoy/tls/verifyServerCertificate.js';
import { KubeObjects } from '../../../src/kube/objects/KubeObjects.js';
import { parseIp, type IpAddress } from '../../../src/net/IpAddress.js';
import type { SocketAddress } from '../../../src/net/SocketAddress.js';
import { assumedNetns } from '../../../src/netfilter/walk/netns/assumedNetns.js';
import { parseJson } from '../../../src/text/json/parseJson.js';
import type { Path } from '../../../src/trace/model/Trace.js';
import type { Step } from '../../../src/trace/model/Step.js';
import type { TracePins, TraceRequest } from '../../../src/trace/model/TraceRequest.js';
import { acceptAtProxy } from '../../../src/trace/proxy/acceptAtProxy.js';
import { walkAll, type Walked } from '../../../src/trace/traceRequest.js';
import type { Content } from '../../../src/trace/walk/Content.js';
import { citing } from '../../../src/trace/world/citing.js';
import type { PodNode, ProxyNode } from '../../../src/trace/world/PodNode.js';
import type { World } from '../../../src/trace/world/World.js';
import type { CaseRequest, Outcome, UpstreamRequest } from './Configuration.js';
import type { Feature } from './reach/Feature.js';
import { featuresOf } from './reach/featuresOf.js';

/** What Envoy says of itself. */
export interface AdminAnswers {
  readonly configDump: Buffer;
  readonly clusters: Buffer;
  readonly serverInfo: Buffer;
}

/** One way that the model sees a request end. */
export type Predicted =
  | { readonly kind: 'outcome'; readonly probability: number; readonly outcome: Outcome; readonly path: Path }
  /** The model does not know, and says why. */
  | { readonly kind: 'unknown'; readonly probability: number; readonly why: string; readonly path: Path };

/** The model's answers about one Envoy. */
export interface Predictor {
  readonly config: EnvoyConfig;
  walk(port: number, request: CaseRequest, id: string): Walked;
  /** The ends of a walk. */
  ends(port: number, request: CaseRequest, walked: Walked): readonly Predicted[];
  /** What the likeliest path of a walk met of what the model claims. */
  features(walked: Walked): readonly Feature[];
  /** Walks, and gives the ends. */
  predict(port: number, request: CaseRequest, id: string): readonly Predicted[];
}

/** The client's own port is not known beforehand; nothing that is generated asks for it. */
const CLIENT_PORT = 40_000;

/** Reads what Envoy printed, as hopctl does, into a world of one pod that holds Envoy and the upstreams. */
export function predictorOf(answers: AdminAnswers, upstreamPorts: readonly number[]): Predictor {
  const config = readEnvoyConfig({
    dump: readConfigDump(parseJson(answers.configDump, 'config_dump')),
    hostStatuses: readClustersStatus(parseJson(answers.clusters, 'clusters')),
    serverInfo: parseJson(answers.serverInfo, 'server_info'),
  });
  const documents = { configDump: 'config_dump', clusters: 'clusters' };
  const proxy: ProxyNode = {
    config,
    documents,
    cite: citing(config, documents),
    uids: [0],
    gids: [0],
    hostAddresses: () => new Map(),
    inboundClusters: () => new Map(),
  };
  const any = ip('0.0.0.0');
  const pod: PodNode = {
    namespace: 'proof',
    name: 'envoy',
    ips: [],
    proxy,
    role: 'gateway',
    netns: assumedNetns({
      podIps: [],
      ruleSets: [],
      sockets: upstreamPorts.map((port) => ({ protocol: 'tcp', address: { ip: any, port } })),
    }),
    rules: 'captured',
    socketsKnown: true,
    addressesKnown: true,
    assumed: [],
  };
  const world: World = {
    objects: new KubeObjects([]),
    dns: new Map(),
    trustDomain: 'diff',
    pod: () => pod,
    podByIp: (address) => (address.family === 4 && address.text.startsWith('127.') ? pod : undefined),
    nodeNetns: () => undefined,
  };
  const now = Math.floor(Date.now() / 1000);
  const walk = (port: number, request: CaseRequest, id: string): Walked =>
    walkAll(world, traceRequestOf(request), { ...PINS, now }, (context) => {
      const local = { ip: ip('127.0.0.1'), port };
      const accepting = config
        .listeners()
        .find((one) => one.bindToPort && one.addresses.some((at) => at.kind === 'socket_address' && at.port === port));
      if (accepting === undefined) throw new Error(`the dump has no listener at port ${port}`);
      const state = {
        kind: 'accept',
        pod,
        local,
        originalDestination: local,
        untracked: true,
        source: { ip: ip('127.0.0.1'), port: CLIENT_PORT },
        content: contentOf(request, id),
        origin: {},
      } as const;
      return acceptAtProxy(context, state, proxy, accepting, []);
    });
  const ends = (port: number, request: CaseRequest, { trace }: Walked): readonly Predicted[] => {
    const { paths, notFollowed } = trace;
    const followed = paths.map((path) => predictedOf(config, port, path, request));
    const [first] = paths;
    if (notFollowed < 1e-9 || first === undefined) return followed;
    const why = 'more branches than are followed';
    return [...followed, { kind: 'unknown', probability: notFollowed, why, path: first }];
  };
  return {
    config,
    walk,
    ends,
    features: ({ trace, decided }) => {
      const [path] = trace.paths;
      return path === undefined ? [] : featuresOf(config, path, decided[0] ?? []);
    },
    predict: (port, request, id) => ends(port, request, walk(port, request, id)),
  };
}

const PINS: TracePins = {
  pins: new Map(),
  assume: new Map(),
  strict: false,
  branches: 'few',
  maxBranches: 256,
};

function ip(text: string): IpAddress {
  const parsed = parseIp(text);
  if (parsed === undefined) throw new Error(`no address: ${text}`);
  return parsed;
}

function address(host: string, port: number): SocketAddress {
  return { ip: ip(host), port };
}

/** What the walk reads of the request beside its content. */
function traceRequestOf({ http }: CaseRequest): TraceRequest {
  return {
    from: { kind: 'outside' },
    url: '',
    host: '',
    port: 0,
    transport: 'tcp',
    protocol: http === undefined ? 'tcp' : http.version === '2' ? 'h2' : 'http/1.1',
    method: http?.method ?? '',
    authority: http?.authority ?? '',
    path: http?.target ?? '',
    headers: [],
    sender: { uid: 0, gid: 0, mark: 0 },
    resolve: [],
    ctState: 'new',
    withReturn: false,
  };
}

const CERTIFICATES: Readonly<Record<'client' | 'other' | 'rogue', PeerCertificate>> = {
  client: {
    uriSans: ['spiffe://diff/ns/a/sa/b'],
    dnsSans: ['client.example'],
    subject: 'CN=client,O=diff',
    trusted: true,
  },
  other: { uriSans: ['spiffe://diff/ns/x/sa/y'], dnsSans: [], subject: 'CN=other,O=diff', trusted: true },
  rogue: { uriSans: ['spiffe://diff/ns/a/sa/b'], dnsSans: [], subject: 'CN=rogue', trusted: false },
};

function proxyHeaderOf(proxy: NonNullable<CaseRequest['proxy']>): ProxyHeader {
  if (proxy.form === 'local' || proxy.form === 'unknown') return {};
  const source = address(proxy.source, proxy.sourcePort);
  return { addresses: { source, destination: address(proxy.destination, proxy.destinationPort) } };
}

function contentOf(request: CaseRequest, id: string): Content {
  const { proxy, tls, http } = request;
  const inner = http === undefined ? 'other' : http.version === '2' ? 'h2c' : (`http/${http.version}` as const);
  const sent: HttpRequest | undefined =
    http === undefined
      ? undefined
      : {
          method: http.method,
          scheme: 'http',
          ...(http.authority === undefined
            ? {}
            : { authority: http.method === 'CONNECT' ? http.target : http.authority }),
          path: http.method === 'CONNECT' ? '' : http.target,
          headers: [
            { name: 'x-case', value: id },
            ...http.headers.map(([name, value]) => ({ name: name.toLowerCase(), value })),
          ],
          protocol: `HTTP/${http.version}` as const,
        };
  return {
    firstBytes: tls === undefined ? inner : 'tls',
    ...(proxy === undefined ? { proxyHeader: 'none' as const } : { proxyHeader: proxyHeaderOf(proxy) }),
    ...(tls === undefined
      ? {}
      : {
          tls: {
            sni: tls.sni.toLowerCase(),
            alpn: tls.alpn,
            inner,
            ...(tls.certificate === undefined ? {} : { certificate: CERTIFICATES[tls.certificate] }),
          },
          tlsOf: 'client',
        }),
    ...(sent === undefined ? {} : { http: sent }),
    ...(sent !== undefined && tls !== undefined && ['h2', 'http/1.1'].every((name) => tls.alpn.includes(name))
      ? { negotiates: true }
      : {}),
  };
}

function predictedOf(config: EnvoyConfig, port: number, path: Path, sent: CaseRequest): Predicted {
  const { verdict, probability } = path;
  if (verdict.code === 'INDETERMINATE')
    return { kind: 'unknown', probability, why: verdict.unknown ?? verdict.sentence, path };
  const steps = path.hops.flatMap((hop) => hop.steps);
  const subject = (kind: Step['kind']): string | undefined => steps.findLast((step) => step.kind === kind)?.subject;
  const final = steps.findLast((step) => step.kind === 'upstream_request')?.request;
  const reached = steps.some((step) => step.kind === 'app' && step.outcome === 'delivered');
  if (subject('cluster')?.endsWith('-h2') === true && !/^[\w.:-]+$/.test(final?.authority ?? ''))
    return { kind: 'unknown', probability, why: 'the HTTP/2 upstream of the bed takes no such authority', path };
  const location = steps.findLast((step) => step.kind === 'reply')?.effects.find(({ what }) => what === 'location')?.to;
  const common = known({
    chain: subject('filter_chain'),
    virtualHost: subject('virtual_host'),
    route: subject('route'),
    cluster: steps.find((step) => step.kind === 'cluster')?.subject,
    host: subject('transport_socket') === undefined ? undefined : subject('endpoint'),
    location,
  });
  const inner = steps.filter((step) => step.kind === 'filter_chain').length > 1;
  const outcome = (own: Outcome): Predicted => ({
    kind: 'outcome',
    probability,
    // Behind an internal listener the verdict is another one's than the log line that is looked at.
    outcome: inner
      ? { ...outerOf(steps), ...known({ status: own.status }), ...(own.upstream && { upstream: own.upstream }) }
      : { ...common, ...own },
    path,
  });
  // An upstream behind a tcp_proxy answers HTTP where HTTP is sent: no business of the proxy's.
  if (reached && final === undefined && sent.http !== undefined)
    return outcome({ upstream: 'any', flags: verdict.flags });
  const tried = { route: subject('route') ?? '', virtualHost: subject('virtual_host') ?? '' };
  const cluster = subject('cluster') ?? '';
  if (reached && final !== undefined && refusesServer(config, cluster)) {
    const reply = failureReply('tls_error', { grpc: isGrpcRequest(final), tcp: false });
    return outcome({ status: String(reply.status), flags: reply.flags });
  }
  // TLS does not understand the plaintext that it gets, and closes.
  const silent = reached && cluster.endsWith('-plain');
  // What is no TLS at all gets an alert, which HTTP/2 makes nothing of.
  if (verdict.details.endsWith('WRONG_VERSION_NUMBER') && sent.http?.version !== '2')
    return outcome({ status: 'bytes', flags: verdict.flags, details: verdict.details });
  const answer = answerOf(path, final, reached, silent, retriesOf(config, port, tried), cluster, config.version);
  return outcome(reached && !silent ? { ...answer, upstream: upstreamOf(final, sent) } : answer);
}

/** Of the proxy's first listener: what its own log line says. */
function outerOf(steps: readonly Step[]): Outcome {
  const first = (kind: Step['kind']): string | undefined => steps.find((step) => step.kind === kind)?.subject;
  const [chain, cluster] = [first('filter_chain'), first('cluster')];
  return known({ chain, cluster, host: first('endpoint') });
}

function known<T extends string>(values: Readonly<Record<T, string | undefined>>): Partial<Record<T, string>> {
  const entries = Object.entries<string | undefined>(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Record<T, string>>;
}

/** The upstream of TLS clusters, as `certs/server.pem` says. */
const SERVER: PeerCertificate = {
  uriSans: [],
  dnsSans: ['a.example', 'b.example', '*.c.example'],
  subject: 'CN=server,O=diff',
  trusted: true,
};

function refusesServer(config: EnvoyConfig, name: string): boolean {
  const found = config.cluster(name);
  if (found.kind !== 'found' || found.value.transportSocket.kind !== 'tls') return false;
  return verifyServerCertificate(found.value.transportSocket, SERVER).truth === 'no';
}

function upstreamOf(final: HttpRequest | undefined, sent: CaseRequest): UpstreamRequest {
  if (final === undefined || sent.http === undefined) return { method: 'BYTES', path: '', authority: '', headers: {} };
  const headers: Record<string, string[]> = {};
  for (const { name, value } of final.headers) (headers[name] ??= []).push(value);
  return { method: final.method, path: final.path, authority: final.authority ?? '', headers };
}

/** How often a request of a route is tried when every try ends alike. */
type Retries = (result: TryResult, request: HttpRequest) => RetryAttempts;

function retriesOf(
  config: EnvoyConfig,
  port: number,
  names: { readonly route: string; readonly virtualHost: string },
): Retries {
  const found = config.listenerAt(`127.0.0.1:${port}`);
  const chains = found.kind === 'found' ? found.value.filterChains : [];
  const hosts = chains
    .flatMap(({ filters }) => filters)
    .flatMap((filter) => (filter.config.kind === 'http_connection_manager' ? [filter.config.routes] : []))
    .flatMap((routes) => (routes.kind === 'route_config' ? routes.routeConfig.virtualHosts : []));
  const host = hosts.find(({ name }) => name === names.virtualHost);
  const action = host?.routes.find(({ name }) => name === names.route)?.action;
  const policy = host === undefined || action?.kind !== 'route' ? undefined : retryPolicyOf(action, host);
  return (result, request) => retryAttempts(policy, result, request);
}

/** What the upstream does is the request's to say: `x-echo`. */
function answerOf(
  { verdict }: Path,
  final: HttpRequest | undefined,
  reached: boolean,
  silent: boolean,
  retries: Retries,
  cluster: string,
  version: string | undefined,
): Pick<Outcome, 'status' | 'flags' | 'details' | 'attempts'> {
  const { caller, flags, details } = verdict;
  if (caller.kind === 'status') return { status: String(caller.status), flags, details };
  if (caller.kind !== 'app') return { status: 'closed', flags, details };
  if (!reached || final === undefined) return { status: 'bytes', flags };
  const command = silent ? 'close' : (final.headers.find(({ name }) => name === 'x-echo')?.value ?? '');
  const joined = (more: string): string => [flags, more].filter((one) => one !== '').join(',');
  if (command === 'close') {
    const h2 = cluster.endsWith('-h2');
    const { attempts, limitExceeded } = retries({ kind: 'reset' }, final);
    const options = {
      grpc: isGrpcRequest(final),
      tcp: false,
      retried: limitExceeded,
      ...(version === undefined ? {} : { version }),
    };
    const reply = failureReply(h2 ? 'remote_reset' : 'connection_termination', options);
    return {
      status: String(reply.status),
      flags: joined(reply.flags),
      details: reply.details,
      attempts: String(attempts),
    };
  }
  const status = /^[2-5]\d\d$/.test(command) ? Number(command) : 200;
  if (final.headers.some(({ name }) => name === 'upgrade')) return { status: '101', flags, details: 'via_upstream' };
  const { attempts, limitExceeded } = retries({ kind: 'status', status }, final);
  return {
    status: String(status),
    flags: joined(limitExceeded ? 'URX' : ''),
    details: 'via_upstream',
    attempts: String(attempts),
  };
}
