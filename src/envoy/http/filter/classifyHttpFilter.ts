import type { HttpFilter, HttpFilterConfig } from '../../model/HttpFilter.js';

/** What is known of a filter by its type. `name` is how a person would call it. */
export interface HttpFilterClass {
  /** `modelled`: evaluated; `harmless`: never answers nor reroutes; `opaque`: may do anything. */
  readonly kind: 'modelled' | 'harmless' | 'opaque';
  readonly name: string;
}

/**
 * Filters of Envoy itself that neither answer a request nor change where it goes, by the package of their config (v3, and v2's
 * names). Those that only change the answer's body or its encoding are among them.
 */
const HARMLESS: ReadonlySet<string> = new Set([
  'envoy.extensions.filters.http.compressor',
  'envoy.extensions.filters.http.decompressor',
  'envoy.extensions.filters.http.gzip',
  'envoy.extensions.filters.http.grpc_stats',
  'envoy.extensions.filters.http.tap',
  'envoy.extensions.filters.http.upstream_codec',
  'envoy.config.filter.http.grpc_stats',
  'envoy.config.filter.http.gzip',
  'envoy.config.filter.http.tap',
]);

const HARMLESS_NAMES: ReadonlySet<string> = new Set(['envoy.filters.http.grpc_stats', 'envoy.gzip']);

/** Tells filters apart by the type of their config, or by name when they have none. Istio's own filters are opaque here. */
export function classifyHttpFilter(filter: Pick<HttpFilter, 'name' | 'typeUrl' | 'config'>): HttpFilterClass {
  const { name, typeUrl } = filter;
  if (isModelled(filter.config)) return { kind: 'modelled', name };
  const packageName = typeUrl.replace(/\.v\d+(?:alpha\d*)?\.\w+$/, '');
  const harmless = typeUrl === '' ? HARMLESS_NAMES.has(name) : HARMLESS.has(packageName);
  return { kind: harmless ? 'harmless' : 'opaque', name };
}

function isModelled(config: HttpFilterConfig): boolean {
  switch (config.kind) {
    case 'router':
    case 'fault':
    case 'rbac':
    case 'cors':
    case 'istio_alpn':
    case 'set_filter_state':
    case 'decided':
    case 'ecds':
      return true;
    case 'unparsed':
      return false;
  }
}
