import type { ShortConnection, ShortMatch } from './chains.js';

/*
 * Envoy's own data structure, written down naively: every chain is filed under each combination of its values in nine nested
 * maps, and a connection looks one key up in each. Only IPv4, addresses as numbers.
 */

/** A map of maps; at the bottom the name of a chain. */
type Node = Map<string, Node | string>;

export function nestedMapLookup(chains: ReadonlyMap<string, ShortMatch>, connection: ShortConnection): string {
  const root: Node = new Map();
  for (const [name, match] of chains) for (const path of pathsOf(match)) file(root, path, name);
  let node: Node | string = root;
  for (const lookup of LOOKUPS) {
    if (typeof node === 'string') throw new Error('nine levels');
    const key: string | undefined = lookup(node, connection);
    if (key === 'unknown') return key;
    const next: Node | string | undefined = key === undefined ? undefined : node.get(key);
    if (next === undefined) return 'default';
    node = next;
  }
  return typeof node === 'string' ? node : 'default';
}

function pathsOf({
  port,
  d,
  sni,
  transport,
  alpn,
  direct,
  type,
  s,
  sourcePorts,
}: ShortMatch): readonly (readonly string[])[] {
  const levels = [
    [String(port ?? '')],
    d ?? ['unset'],
    sni ?? [''],
    [transport ?? ''],
    alpn ?? [''],
    direct ?? ['unset'],
    [type ?? 'ANY'],
    s ?? ['unset'],
    (sourcePorts ?? ['']).map(String),
  ];
  return levels.reduce<readonly (readonly string[])[]>(
    (paths, keys) => paths.flatMap((path) => keys.map((key) => [...path, key])),
    [[]],
  );
}

function file(root: Node, path: readonly string[], name: string): void {
  let node = root;
  for (const key of path.slice(0, -1)) {
    const next = node.get(key) ?? new Map<string, Node | string>();
    if (typeof next === 'string') throw new Error('nine levels');
    node.set(key, next);
    node = next;
  }
  const last = path.at(-1) ?? '';
  if (!node.has(last)) node.set(last, name);
}

type Lookup = (node: Node, connection: ShortConnection) => string | undefined;

const hostOf = (address = ''): string => address.split(':')[0] ?? '';
const portOf = (address = ''): string => address.split(':')[1] ?? '';

const LOOKUPS: readonly Lookup[] = [
  (node, { d }) => [portOf(d), ''].find((key) => node.has(key)),
  (node, { d }) => longest(node, hostOf(d)),
  (node, { sni = '' }) => {
    const labels = sni.split('.');
    const wildcards = labels.slice(1).map((_, index) => `*.${labels.slice(index + 1).join('.')}`);
    return [sni, ...wildcards, ''].find((key) => node.has(key));
  },
  (node, { transport = 'raw_buffer' }) => [transport, ''].find((key) => node.has(key)),
  (node, { alpn = [] }) => [...alpn, ''].find((key) => node.has(key)),
  (node, { direct, s }) => longest(node, hostOf(direct ?? s)),
  (node, { d, s }) => {
    const isLocal = hostOf(s) === hostOf(d) || hostOf(s) === '127.0.0.1';
    return [isLocal ? 'SAME_IP_OR_LOOPBACK' : 'EXTERNAL', 'ANY'].find((key) => node.has(key));
  },
  (node, { s }) => longest(node, hostOf(s)),
  (node, { s }) => [portOf(s), ''].find((key) => node.has(key)),
];

function longest(node: Node, host: string): string | undefined {
  const fitting = [...node.keys()].filter((key) => key === 'unset' || holds(key, host));
  const length = (key: string): number => (key === 'unset' ? 0 : Number(key.split('/')[1]));
  const best = Math.max(...fitting.map(length));
  const candidates = fitting.filter((key) => length(key) === best);
  return candidates.length > 1 ? 'unknown' : candidates[0];
}

function holds(cidr: string, host: string): boolean {
  const [network = '', length] = cidr.split('/');
  const size = 2 ** (32 - Number(length));
  return Math.floor(numberOf(network) / size) === Math.floor(numberOf(host) / size);
}

function numberOf(ip: string): number {
  return ip.split('.').reduce((number, byte) => number * 256 + Number(byte), 0);
}
