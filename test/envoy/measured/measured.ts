import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import type { CaseRequest, HeaderLine, Outcome } from '../../proof/envoy/Configuration.js';
import { connectionManager, PROXY_PROTOCOL, virtualHost } from '../../proof/envoy/gen/listeners.js';
import { plainCluster } from '../../proof/envoy/gen/clusters.js';
import { predictorOf } from '../../proof/envoy/predict.js';

/** A configuration in few words; what is left out is as small as can be. */
export interface Setup {
  readonly hcm?: JsonObject;
  readonly routeConfig?: JsonObject;
  readonly virtualHosts?: readonly JsonObject[];
  /** Of the one virtual host `*`. */
  readonly routes?: readonly JsonObject[];
  readonly host?: JsonObject;
  readonly filters?: readonly JsonObject[];
  readonly clusters?: readonly JsonObject[];
  readonly version?: string;
  /** Further listeners, e.g. internal ones. */
  readonly listeners?: readonly JsonObject[];
}

/** A request in few words: `GET /path` to example.com, over HTTP/1.1 from 192.168.1.1 to 10.0.0.1:80. */
export interface Sent {
  readonly line: string;
  readonly authority?: string | undefined;
  readonly headers?: readonly HeaderLine[];
  readonly version?: '1.0' | '1.1' | '2';
  readonly source?: string;
  /** Of the PROXY header; 10.0.0.1:80. */
  readonly destination?: string;
}

const PORT = 10_000;
const UPSTREAM = 1001;
const REST: JsonObject = { name: 'rest', match: { prefix: '/' }, route: { cluster: 'c1' } };

/** What becomes of a request; the first of the branches. */
export function outcomeOf(setup: Setup, sent: Sent): Outcome {
  const { hcm = {}, routeConfig = {}, routes = [REST], host = {}, filters = [], version = '1.40.0' } = setup;
  const hosts = setup.virtualHosts ?? [virtualHost('all', ['*'], { routes, ...host })];
  const manager = connectionManager({ name: 'r', virtual_hosts: hosts, ...routeConfig }, hcm, filters);
  const listener: JsonObject = {
    name: 'l',
    address: { socket_address: { address: '127.0.0.1', port_value: PORT } },
    listener_filters: [PROXY_PROTOCOL],
    filter_chains: [{ name: 'chain', filters: [manager] }],
  };
  const clusters = setup.clusters ?? ['c1', 'c2', 'c3'].map((name) => plainCluster(name, UPSTREAM));
  const type = (name: string): string => `type.googleapis.com/envoy.admin.v3.${name}`;
  const dump = {
    configs: [
      { '@type': type('ClustersConfigDump'), static_clusters: clusters.map((cluster) => ({ cluster })) },
      {
        '@type': type('ListenersConfigDump'),
        static_listeners: [listener, ...(setup.listeners ?? [])].map((one) => ({ listener: one })),
      },
    ],
  };
  const answers = {
    configDump: Buffer.from(JSON.stringify(dump)),
    clusters: Buffer.from('{"cluster_statuses":[]}'),
    serverInfo: Buffer.from(JSON.stringify({ version: `sha/${version}/Clean/RELEASE/BoringSSL` })),
  };
  const [predicted] = predictorOf(answers, [UPSTREAM]).predict(PORT, requestOf(sent), 'x');
  if (predicted === undefined) throw new Error('nothing is predicted');
  return predicted.kind === 'outcome' ? predicted.outcome : { status: 'unknown', details: predicted.why };
}

function requestOf(sent: Sent): CaseRequest {
  const [method = 'GET', ...target] = sent.line.split(' ');
  const authority = 'authority' in sent ? sent.authority : 'example.com';
  return {
    proxy: {
      source: sent.source ?? '192.168.1.1',
      sourcePort: 5555,
      destination: sent.destination ?? '10.0.0.1',
      destinationPort: 80,
    },
    http: {
      version: sent.version ?? '1.1',
      method,
      target: target.join(' '),
      ...(authority === undefined ? {} : { authority }),
      headers: sent.headers ?? [],
    },
  };
}

/** `400 DPE http1.codec_error`, `200 via_upstream`. */
export function answer({ status = '', flags = '', details = '' }: Outcome): string {
  return [status, flags, details].filter((part) => part !== '').join(' ');
}

/** The path that the upstream got, else the answer. */
export function pathUp(outcome: Outcome): string {
  const { upstream } = outcome;
  return upstream === undefined || upstream === 'any' ? answer(outcome) : upstream.path;
}

/** A header that the upstream got, its lines joined by ` | `; `-` for none. */
export function headerUp(outcome: Outcome, name: string): string {
  const { upstream } = outcome;
  if (upstream === undefined || upstream === 'any') return answer(outcome);
  if (name === 'host') return upstream.authority;
  return upstream.headers[name]?.join(' | ') ?? '-';
}
