import type { CaseRequest, Configuration, HeaderLine } from '../Configuration.js';
import { randomOf, type Random } from '../random.js';
import { anyHttp1, plainCluster } from './clusters.js';
import { DECIDED, decidedFilters, decidedOverride, rateLimits, type DecidedKind } from './decidedFilters.js';
import { someToken } from './jwt.js';
import { connectionManager, PROXY_PROTOCOL, virtualHost } from './listeners.js';
import { typed, type Json } from './types.js';

/** One listener whose filters may answer, each other's order and the levels of the route as chance has it. */
export function decidedCase(seed: number, profile: string, kinds: readonly DecidedKind[] = DECIDED): Configuration {
  const random = randomOf(seed);
  const cluster = `c${seed}-one`;
  const chosen = kinds.length === 1 ? kinds : random.some(kinds, 4, 1);
  const at = (percent: number): Json => overrides(random, chosen, percent);
  const limits = (): Json => (chosen.includes('ratelimit') ? { rate_limits: [...rateLimits(random)] } : {});
  const routes = ['/a', '/b', '/']
    .filter((prefix) => prefix !== '/' || random.chance(70))
    .map((prefix): Json => ({
      name: `r${prefix}`,
      match:
        prefix === '/a' && random.chance(40) ? { prefix, headers: [{ name: 'x-a', present_match: true }] } : { prefix },
      metadata: { filter_metadata: { n: { a: 'a' } } },
      ...(random.chance(12)
        ? { direct_response: { status: 204 } }
        : {
            route: {
              cluster: random.chance(92) ? cluster : 'none',
              ...limits(),
              ...(random.chance(15) ? { include_vh_rate_limits: true } : {}),
            },
          }),
      ...at(35),
    }));
  const host = virtualHost('vh', ['*'], { routes, ...limits(), ...at(20) });
  const routeConfig = { name: `c${seed}-routes`, virtual_hosts: [host], validate_clusters: false, ...at(10) };
  const filters = chosen.flatMap((kind) => {
    const own = decidedFilters(random, kind);
    return random.chance(10) ? own.map((filter) => ({ ...filter, disabled: true })) : own;
  });
  const listener: Json = {
    name: `l${seed}`,
    listener_filters: [PROXY_PROTOCOL],
    filter_chains: [{ name: 'only', filters: [connectionManager(routeConfig, {}, filters)] }],
  };
  return {
    seed,
    profile,
    listeners: [listener],
    clusters: [plainCluster(cluster, anyHttp1(random))],
    requests: random.list(20, 20, () => request(random, chosen)),
  };
}

function overrides(random: Random, kinds: readonly DecidedKind[], percent: number): Json {
  const entries = kinds.flatMap((kind): (readonly [string, Json])[] => {
    if (!random.chance(percent)) return [];
    const own = decidedOverride(random, kind);
    const wrap = random.chance(20) || own === undefined;
    if (!wrap) return [[kind, own]];
    const config = own === undefined || random.chance(50) ? { disabled: true } : { config: own };
    return [[kind, typed('envoy.config.route.v3.FilterConfig', config)]];
  });
  return entries.length === 0 ? {} : { typed_per_filter_config: Object.fromEntries(entries) };
}

const ORIGINS = ['http://o.example', 'https://p.example:8443', 'null', 'http://vh.example', 'vh.example', ''] as const;

function request(random: Random, kinds: readonly DecidedKind[]): CaseRequest {
  const lines: HeaderLine[] = [];
  const maybe = (percent: number, name: string, value: () => string): void => {
    if (random.chance(percent)) lines.push([name, value()]);
  };
  const has = (kind: DecidedKind): boolean => kinds.includes(kind);
  maybe(40, 'x-a', () => random.pick(['a', 'b', '1']));
  maybe(25, 'x-b', () => random.pick(['a', 'b', '1']));
  maybe(25, 'user-agent', () => random.pick(['a', 'ua']));
  maybe(has('csrf') ? 60 : 15, 'origin', () => random.pick(ORIGINS));
  maybe(has('csrf') ? 30 : 5, 'referer', () => random.pick(['http://vh.example/x', 'http://o.example/']));
  maybe(15, 'access-control-request-method', () => 'GET');
  maybe(8, 'x-envoy-internal', () => 'true');
  maybe(has('grpc_web') ? 50 : 8, 'content-type', () =>
    random.pick(['application/grpc', 'application/grpc-web', 'application/grpc-web+proto', 'application/json']),
  );
  let query = random.chance(25) ? [`q=${random.pick(['1', 'a'])}`] : [];
  if (has('jwt_authn')) {
    maybe(
      55,
      'authorization',
      () => `${random.pick(['Bearer', 'Bearer', 'Bearer', 'Basic', 'bearer'])} ${someToken(random)}`,
    );
    maybe(25, 'x-jwt', () => `${random.pick(['', '', 'T '])}${someToken(random)}`);
    maybe(15, 'cookie', () => `a=b; jwt=${someToken(random)}`);
    if (random.chance(15)) query = [...query, `${random.pick(['access_token', 'jwt'])}=${someToken(random)}`];
  }
  const method = random.pick(['GET', 'GET', 'POST', 'PUT', 'OPTIONS', 'DELETE']);
  const bytes = has('buffer') && method === 'POST' && random.chance(70) ? random.pick([1, 5, 6, 10, 11, 101]) : 0;
  const body = bytes === 0 ? {} : { body: 'x'.repeat(bytes) };
  if (bytes > 0) lines.push(['content-length', String(bytes)]);
  const version = bytes === 0 && random.chance(10) ? '2' : '1.1';
  const path = random.pick(['/a', '/a/x', '/b', '/b/x', '/', '/c', '/health']);
  return {
    proxy: {
      source: random.pick(['192.168.1.1', '10.0.0.2']),
      sourcePort: 5555,
      destination: '10.0.0.1',
      destinationPort: random.pick([80, 81]),
    },
    http: {
      version,
      method,
      target: `${path}${query.length === 0 ? '' : `?${query.join('&')}`}`,
      authority: random.pick(['vh.example', 'vh.example', 'o.example', 'vh.example:8080']),
      headers: lines.filter(([, value]) => version === '1.1' || value !== ''),
      ...body,
    },
  };
}
