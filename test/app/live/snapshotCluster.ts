import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/text/json/JsonValue.js';
import type { PodBackend } from '../../cluster/pods/PodBackend.js';
import { startCluster, type TestCluster } from '../../cluster/startCluster.js';

/** A cluster that is what a snapshot says: its objects, and proxies that answer with what was captured of them. */
export interface SnapshotCluster {
  readonly cluster: TestCluster;
  /** Requests that reached a proxy, as `web/cart-1 GET /clusters?format=json`. */
  readonly asked: string[];
  /** Instead of what was captured; the proxy's name, and whether it has answered. */
  answer: (pod: string, request: IncomingMessage, response: ServerResponse) => boolean;
  /** Requests that the API server saw, without those by which a stream begins. */
  readonly apiCalls: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** Starts the cluster of a snapshot's folder, with more objects. */
export async function snapshotCluster(folder: string, more: readonly JsonObject[] = []): Promise<SnapshotCluster> {
  const servers: Server[] = [];
  const asked: string[] = [];
  const backends: Record<string, PodBackend> = {};
  for (const pod of podsOf(folder)) {
    const server = createServer((request, response) => {
      asked.push(`${pod} ${request.method ?? ''} ${request.url ?? ''}`);
      if (!result.answer(pod, request, response)) respond(join(folder, 'pods', pod), request, response);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    backends[pod] = { ports: { 15000: { host: '127.0.0.1', port: (server.address() as AddressInfo).port } } };
  }
  const cluster = await startCluster({ objects: [...objectsOf(folder), ...more], backends });
  const result: SnapshotCluster = {
    cluster,
    asked,
    answer: () => false,
    apiCalls: () =>
      cluster.requests.filter(({ upgrade }) => upgrade === '').map(({ method, url }) => `${method} ${url}`),
    close: async () => {
      await cluster.close();
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
  return result;
}

function podsOf(folder: string): readonly string[] {
  const pods = join(folder, 'pods');
  return readdirSync(pods).flatMap((namespace) =>
    readdirSync(join(pods, namespace)).map((name) => `${namespace}/${name}`),
  );
}

function objectsOf(folder: string): readonly JsonObject[] {
  const files = readdirSync(join(folder, 'objects')).sort();
  return files.flatMap((file) =>
    parseAllDocuments(readFileSync(join(folder, 'objects', file), 'utf8'))
      .map((document) => document.toJS() as JsonValue)
      .filter(isJsonObject),
  );
}

function respond(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const file = join(folder, `${pathname.slice(1)}.json`);
  if (!existsSync(file)) {
    response.writeHead(404).end('invalid path. admin commands are:');
    return;
  }
  const text = readFileSync(file, 'utf8');
  const mask = searchParams.get('mask');
  response.setHeader('Content-Type', 'application/json');
  response.end(mask === null ? text : JSON.stringify(masked(JSON.parse(text) as JsonValue, mask.split(','))));
}

/** What Envoy leaves of a dump: of each section the fields that the mask names. */
function masked(dump: JsonValue, fields: readonly string[]): JsonValue {
  const configs = isJsonObject(dump) && isJsonArray(dump.configs) ? dump.configs.filter(isJsonObject) : [];
  const kept = (section: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(section).filter(([key]) => key === '@type' || fields.includes(key)));
  return { configs: configs.map(kept) };
}
