import { isJsonObject, type JsonObject, type JsonValue } from '../../../../src/text/json/JsonValue.js';
import type { Configuration } from '../Configuration.js';
import { accessLog } from './accessLog.js';
import { certificatePath, type EchoServers } from './echoServers.js';

/** Ports as generators write them; the bed puts real ones in their place. */
export const SYMBOLIC = { http1: [1001, 1002, 1003], http2: [2001], tls: [3001], dead: [4001] } as const;

/** Without it Envoy takes no internal listener. */
const INTERNAL_LISTENERS: JsonObject = {
  name: 'envoy.bootstrap.internal_listener',
  typed_config: { '@type': 'type.googleapis.com/envoy.extensions.bootstrap.internal_listener.v3.InternalListener' },
};

/** Regular expressions may be long. */
const RUNTIME: JsonObject = { 're2.max_program_size.error_level': 10_000 };

/** Nobody listens there. */
const DEAD_PORT = 9;

/** Where a listener of a configuration is bound: `ports` by the place of the configuration in the batch. */
export function bootstrapOf(
  configurations: readonly Configuration[],
  ports: readonly number[],
  echo: Pick<EchoServers, 'http1' | 'http2' | 'tls'>,
  logFile: string,
): JsonObject {
  const real = realPorts(echo);
  const listeners = configurations.flatMap(({ listeners: own }, at) =>
    own.map((listener, index) => {
      const address =
        index > 0 || listener.address !== undefined
          ? {}
          : { address: { socket_address: { address: '127.0.0.1', port_value: ports[at] ?? 0 } } };
      return { ...instrument(listener, logFile), ...address, access_log: accessLog('listener', logFile) };
    }),
  );
  return {
    admin: { address: { socket_address: { address: '127.0.0.1', port_value: 0 } } },
    node: { id: 'proof', cluster: 'proof' },
    static_resources: {
      listeners,
      clusters: configurations.flatMap(({ clusters }) =>
        clusters.map((cluster) => instrument(withPorts(cluster, real), logFile)),
      ),
    },
    bootstrap_extensions: [INTERNAL_LISTENERS],
    layered_runtime: {
      layers: [
        {
          name: 'proof',
          static_layer: configurations.reduce((all, { runtime = {} }) => ({ ...all, ...runtime }), RUNTIME),
        },
      ],
    },
  };
}

function realPorts({ http1, http2, tls }: Pick<EchoServers, 'http1' | 'http2' | 'tls'>): ReadonlyMap<number, number> {
  const pairs = (symbols: readonly number[], own: readonly number[]): (readonly [number, number])[] =>
    symbols.map((symbol, index) => [symbol, own[index] ?? DEAD_PORT]);
  return new Map([
    ...pairs(SYMBOLIC.http1, http1),
    ...pairs(SYMBOLIC.http2, http2),
    ...pairs(SYMBOLIC.tls, tls),
    ...pairs(SYMBOLIC.dead, []),
  ]);
}

function withPorts<T extends JsonValue>(value: T, real: ReadonlyMap<number, number>): T {
  return replace(value, (key, one) =>
    (key === 'port_value' || key === 'upstream_port_override') && typeof one === 'number'
      ? (real.get(one) ?? one)
      : one,
  ) as T;
}

/** Access logs for all that writes one, and the real paths of certificates. */
function instrument(listener: JsonObject, file: string): JsonObject {
  return replace(listener, (key, one) => {
    if (key === 'filename' && typeof one === 'string') return certificatePath(one);
    if (!isJsonObject(one) || typeof one['@type'] !== 'string') return one;
    if (one['@type'].endsWith('.HttpConnectionManager')) return { ...one, access_log: accessLog('http', file) };
    if (one['@type'].endsWith('.TcpProxy')) return { ...one, access_log: accessLog('tcp', file) };
    return one;
  }) as JsonObject;
}

function replace(value: JsonValue, change: (key: string, value: JsonValue) => JsonValue, key = ''): JsonValue {
  if (Array.isArray(value)) return value.map((one: JsonValue) => replace(one, change));
  if (!isJsonObject(value)) return change(key, value);
  const members = Object.entries(value).map(([name, one]) => [name, replace(one, change, name)] as const);
  return change(key, Object.fromEntries(members));
}
