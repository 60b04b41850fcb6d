import type { Configuration, CaseRequest } from '../Configuration.js';
import { randomOf, type Random } from '../random.js';
import { plainCluster } from './clusters.js';
import {
  connectionManager,
  downstreamTls,
  HTTP_INSPECTOR,
  PROXY_PROTOCOL,
  TLS_INSPECTOR,
  virtualHost,
} from './listeners.js';
import { compact, type Json } from './types.js';
import { HOSTS, PORTS } from './words.js';

const PREFIXES = [
  '10.0.0.0/8',
  '10.1.0.0/16',
  '10.1.2.0/24',
  '10.1.2.3/32',
  '0.0.0.0/0',
  '192.168.0.0/16',
  'fd00::/8',
  '::/0',
  '10.7.9.9/16',
  '127.0.0.1/32',
] as const;
const NARROW = PREFIXES.filter((range) => !range.endsWith('/0'));
const ADDRESSES = [
  '10.0.0.1',
  '10.1.0.1',
  '10.1.2.1',
  '10.1.2.3',
  '10.1.2.4',
  '11.0.0.1',
  '192.168.1.1',
  '192.168.1.2',
  '127.0.0.9',
  '127.0.0.1',
  '8.8.8.8',
] as const;
const ADDRESSES6 = ['fd00::1', 'fe80::1', '2001:db8::1', '::1'] as const;
const NAMES = [
  'a.example',
  'A.Example',
  '*.example',
  'x.c.example',
  '*.c.example',
  '*.x.c.example',
  'd.org',
  '*.org',
  '',
] as const;
const ALPN = ['h2', 'http/1.1', 'http/1.0', 'foo', 'h2c', 'H2'] as const;
const SOURCE_PORTS = [5555, 5556, 1] as const;

/** Filter chains by all nine criteria; each sends its requests to a cluster of its own. */
export function chainsCase(seed: number): Configuration {
  const random = randomOf(seed);
  const criteria = random.some(
    ['port', 'prefix', 'sni', 'transport', 'alpn', 'direct', 'type', 'source', 'sourcePort'] as const,
    4,
    1,
  );
  const count = 2 + random.int(6);
  // A range of all addresses beside a chain without ranges is ambiguous: it differs between starts of Envoy.
  const everywhere = random.chance(10);
  const seen = new Set<string>();
  const chains: Json[] = [];
  const inspectors = [...(random.chance(80) ? [TLS_INSPECTOR] : []), ...(random.chance(60) ? [HTTP_INSPECTOR] : [])];
  for (let i = 0; i < count; i++) {
    const match = chainMatch(random, criteria, everywhere);
    if (clashes(match, seen)) continue;
    const name = `chain-${chains.length}`;
    const tls = match.transport_protocol === 'tls' || random.chance(20);
    chains.push(
      chainOf(
        seed,
        name,
        match,
        tls ? downstreamTls({ alpn: random.chance(50) ? ['h2', 'http/1.1'] : [] }) : undefined,
      ),
    );
  }
  const fallback = random.chance(60);
  const listener: Json = compact({
    name: `l${seed}`,
    listener_filters: [PROXY_PROTOCOL, ...inspectors],
    filter_chains: chains,
    default_filter_chain: fallback ? chainOf(seed, 'default', undefined, undefined) : undefined,
  });
  return {
    seed,
    profile: 'chains',
    listeners: [listener],
    clusters: [plainCluster(`c${seed}`)],
    requests: random.list(18, 18, () => chainRequest(random)),
  };
}

function chainOf(seed: number, name: string, match: Json | undefined, transportSocket: Json | undefined): Json {
  const routes = [{ name: `r-${name}`, match: { prefix: '/' }, route: { cluster: `c${seed}` } }];
  const manager = connectionManager({ name, virtual_hosts: [virtualHost('vh', ['*'], { routes })] });
  return compact({ name, filter_chain_match: match, transport_socket: transportSocket, filters: [manager] });
}

type Criterion = 'port' | 'prefix' | 'sni' | 'transport' | 'alpn' | 'direct' | 'type' | 'source' | 'sourcePort';

function chainMatch(random: Random, criteria: readonly Criterion[], everywhere: boolean): Json {
  const has = (name: Criterion): boolean => criteria.includes(name) && random.chance(60);
  return compact({
    destination_port: has('port') ? random.pick(PORTS) : undefined,
    prefix_ranges: has('prefix') ? random.some(everywhere ? PREFIXES : NARROW, 2, 1).map(cidr) : undefined,
    server_names: has('sni') ? random.some(NAMES.slice(0, -1), 2, 1) : undefined,
    transport_protocol: has('transport') ? random.pick(['tls', 'raw_buffer', 'tls', 'strange']) : undefined,
    application_protocols: has('alpn') ? random.some(ALPN, 2, 1) : undefined,
    direct_source_prefix_ranges: has('direct')
      ? [cidr(random.chance(50) ? '127.0.0.1/32' : random.pick(everywhere ? PREFIXES : NARROW))]
      : undefined,
    source_type: has('type') ? random.pick(['SAME_IP_OR_LOOPBACK', 'EXTERNAL', 'ANY']) : undefined,
    source_prefix_ranges: has('source') ? random.some(everywhere ? PREFIXES : NARROW, 2, 1).map(cidr) : undefined,
    source_ports: has('sourcePort') ? random.some(SOURCE_PORTS, 2, 1) : undefined,
  });
}

function cidr(text: string): Json {
  const [address = '', length = ''] = text.split('/');
  return { address_prefix: address, prefix_len: Number(length) };
}

/** Whether a match has a combination of values that an earlier chain has too, which Envoy refuses. Keeps what it adds. */
function clashes(match: Json, seen: Set<string>): boolean {
  const values = (name: string): readonly string[] => {
    const value = match[name];
    if (value === undefined) return ['-'];
    const list = Array.isArray(value) ? value : [value];
    return list.map((one: Json[string]) => canonical(one));
  };
  const fields = [
    'destination_port',
    'prefix_ranges',
    'server_names',
    'transport_protocol',
    'application_protocols',
    'direct_source_prefix_ranges',
    'source_type',
    'source_prefix_ranges',
    'source_ports',
  ];
  let keys = [''];
  for (const field of fields) keys = keys.flatMap((key) => values(field).map((value) => `${key}|${value}`));
  if (new Set(keys).size < keys.length || keys.some((key) => seen.has(key))) return true;
  for (const key of keys) seen.add(key);
  return false;
}

function canonical(value: Json[string]): string {
  if (value === 'ANY') return '-';
  if (typeof value === 'string') return value.toLowerCase();
  const text = JSON.stringify(value);
  // Masked ranges, and no range at all, are one to Envoy.
  return text.replace('10.7.9.9', '10.7.0.0').replace(/^\{"address_prefix":"(0\.0\.0\.0|::)","prefix_len":0\}$/, '-');
}

function chainRequest(random: Random): CaseRequest {
  const v6 = random.chance(10);
  const pool = v6 ? ADDRESSES6 : ADDRESSES;
  const destination = random.pick(pool);
  const source = random.chance(15) ? destination : random.pick(pool);
  const proxy = { source, sourcePort: random.pick(SOURCE_PORTS), destination, destinationPort: random.pick(PORTS) };
  const tls = random.chance(45)
    ? {
        sni: random.pick([...HOSTS, 'A.EXAMPLE', '']),
        alpn: random.chance(60) ? random.some(ALPN.slice(0, 4), 3, 1) : [],
      }
    : undefined;
  const version =
    tls === undefined ? random.pick(['1.1', '1.1', '1.0', '2'] as const) : tls.alpn[0] === 'h2' ? '2' : '1.1';
  const http = { version, method: 'GET', target: '/', authority: 'a.example', headers: [] } as const;
  return { proxy, ...(tls === undefined ? {} : { tls }), http };
}
