import { readFileSync } from 'node:fs';
import { parseSocketAddress } from '../../src/net/SocketAddress.js';
import type { TracePins, TraceRequest } from '../../src/trace/model/TraceRequest.js';

/** One request that was really sent through an Envoy, and what came of it. */
export interface Recording {
  readonly id: number;
  readonly name: string;
  readonly request: {
    readonly direction: 'outbound' | 'inbound';
    readonly to: string;
    readonly host?: string;
    readonly path?: string;
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly tls?: { readonly sni?: string; readonly alpn?: readonly string[]; readonly as?: string };
  };
  readonly response: {
    readonly status?: number;
    readonly error?: string;
    readonly closed?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
    readonly served_by?: string;
    readonly tls?: unknown;
  };
  readonly access_log: readonly Readonly<Record<string, string>>[];
}

/** The recordings beside a proxy. */
export function readRecordings(folder: string): readonly Recording[] {
  return JSON.parse(readFileSync(`${folder}/traffic.json`, 'utf8')) as readonly Recording[];
}

/** What hopctl is asked about a recording: one proxy only, the original destination as given. */
export function requestOf(
  { request }: Recording,
  pod: { readonly namespace: string; readonly name: string },
): TraceRequest {
  const to = parseSocketAddress(request.to);
  if (to === undefined) throw new Error(`no address: ${request.to}`);
  const isHttp = request.host !== undefined;
  const { tls } = request;
  return {
    from: request.direction === 'outbound' ? { kind: 'pod', ...pod } : { kind: 'outside', address: '10.20.9.9' },
    url: request.to,
    host: to.ip.text,
    port: to.port,
    transport: 'tcp',
    protocol: isHttp ? 'http/1.1' : 'tcp',
    method: request.method ?? 'GET',
    authority: request.host ?? '',
    path: request.path ?? '/',
    headers: Object.entries(request.headers ?? {}).map(([name, value]) => ({ name: name.toLowerCase(), value })),
    ...(tls === undefined
      ? {}
      : { tls: { sni: tls.sni ?? '', alpn: tls.alpn ?? [], ...(tls.as === undefined ? {} : { as: tls.as }) } }),
    sender: { uid: 'ordinary', gid: 'ordinary', mark: 0 },
    connectTo: to,
    resolve: [],
    ctState: 'new',
    only: request.direction,
    withReturn: false,
  };
}

/** No pins: every branch. */
export const noPins: TracePins = {
  pins: new Map(),
  assume: new Map(),
  strict: false,
  branches: 'few',
  maxBranches: 64,
};
