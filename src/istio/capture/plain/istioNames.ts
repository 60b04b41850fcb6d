import type { Table } from '../../../netfilter/model/Table.js';

/** Base chains of Istio's native nftables tables, which have iptables' names in lower case. */
const BASE_CHAINS: ReadonlySet<string> = new Set(['prerouting', 'input', 'forward', 'output', 'postrouting']);

/** Native tables of a sidecar (tools/istio-nftables) and of an ambient pod or node (cni/pkg/nftables). */
const NATIVE_TABLE = /^istio-(proxy|ambient)-(nat|mangle|raw)$/;

/** `nat` for `istio-proxy-nat`; the name itself for any other table. */
export function plainTableName(table: string): string {
  return NATIVE_TABLE.exec(table)?.[2] ?? table;
}

/** Whether a table is one that Istio makes with nftables. */
export function isNativeIstioTable({ name }: Pick<Table, 'name'>): boolean {
  return NATIVE_TABLE.test(name);
}

/**
 * `ISTIO_IN_REDIRECT` for `istio-in-redirect`, `ISTIO_PRERT` for `istio-prerouting`, `OUTPUT` for the base chain `output`; the
 * name itself for any other chain.
 */
export function istioChainName(chain: string): string {
  if (BASE_CHAINS.has(chain)) return chain.toUpperCase();
  if (chain === 'istio-prerouting') return 'ISTIO_PRERT';
  return chain.startsWith('istio-') ? chain.toUpperCase().replaceAll('-', '_') : chain;
}

/** Whether a chain, by the name that `istioChainName` gives, is one that a release of Istio makes. */
export function isIstioChain(name: string): boolean {
  return ISTIO_CHAINS.has(name);
}

const ISTIO_CHAINS: ReadonlySet<string> = new Set([
  'ISTIO_INBOUND',
  'ISTIO_IN_REDIRECT',
  'ISTIO_OUTPUT',
  'ISTIO_OUTPUT_DNS',
  'ISTIO_REDIRECT',
  'ISTIO_TPROXY',
  'ISTIO_DIVERT',
  'ISTIO_DROP',
  'ISTIO_PRERT',
  'ISTIO_POSTRT',
]);
