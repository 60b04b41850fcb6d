import { isJsonObject, type JsonValue } from '../text/json/JsonValue.js';

/**
 * Istio's own filters that never answer, reroute or deny: they exchange and record metadata (istio/proxy
 * extensions/common, source/extensions/filters). By type, and by the names of releases whose configuration has none.
 */
const HARMLESS_TYPES: ReadonlySet<string> = new Set([
  'stats.PluginConfig',
  'envoy.tcp.metadataexchange.config.MetadataExchange',
  'io.istio.http.peer_metadata.Config',
  'envoy.extensions.filters.network.peer_metadata.Config',
  'envoy.extensions.filters.network.upstream_peer_metadata.UpstreamConfig',
]);

const HARMLESS_NAMES: ReadonlySet<string> = new Set([
  'istio.metadata_exchange',
  'istio.stats',
  'istio.workload_metadata',
  'envoy.filters.network.metadata_exchange',
  'envoy.filters.network.upstream.metadata_exchange',
  'forward_downstream_sni',
]);

/** Istio's own code for Wasm that is compiled into the proxy (1.5 to 1.17): statistics, metadata, logs. */
const HARMLESS_CODE: ReadonlySet<string> = new Set([
  'envoy.wasm.stats',
  'envoy.wasm.metadata_exchange',
  'envoy.wasm.attributegen',
  'envoy.wasm.access_log_policy',
  'envoy.wasm.null.stackdriver',
]);

/** What is looked at of a filter; `config` as far as it was kept. */
interface FilterLike {
  readonly name: string;
  readonly typeUrl: string;
  readonly config?: { readonly kind: string; readonly value?: JsonValue };
}

/** Whether a filter that is not modelled is one of Istio's that change nothing about the outcome. */
export function isHarmlessFilter({ name, typeUrl, config }: FilterLike): boolean {
  if (HARMLESS_TYPES.has(typeUrl) || (HARMLESS_NAMES.has(name) && !isProgrammable(typeUrl))) return true;
  return typeUrl.endsWith('.wasm.v3.Wasm') && isOwnCode(config?.value);
}

/** Wasm and Lua may bear any name. */
function isProgrammable(typeUrl: string): boolean {
  return /\.(?:wasm|lua|ext_proc|golang)\./.test(typeUrl);
}

/** `config.vm_config` of a Wasm filter: the runtime `null` runs what is compiled in, by the name that stands for the code. */
function isOwnCode(wasm: JsonValue | undefined): boolean {
  const machine = at(at(wasm, 'config'), 'vm_config', 'vmConfig');
  const code = at(at(at(machine, 'code'), 'local'), 'inline_string', 'inlineString');
  return at(machine, 'runtime') === 'envoy.wasm.runtime.null' && typeof code === 'string' && HARMLESS_CODE.has(code);
}

function at(value: JsonValue | undefined, ...names: readonly string[]): JsonValue | undefined {
  return isJsonObject(value) ? names.map((name) => value[name]).find((member) => member !== undefined) : undefined;
}
