import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import { istioObjectOf } from '../../istio/istioObjectOf.js';
import { jsonExcerpt } from '../../text/json/jsonExcerpt.js';
import { resolvePointer } from '../../text/json/pointer.js';
import type { Evidence } from '../model/Evidence.js';
import type { ProxyNode } from './PodNode.js';

/** An excerpt longer than this is cut. */
const EXCERPT = 160;

/** What a proxy's documents say at a pointer, as evidence. Requests meet the same places again: each is read once, and kept. */
export function citing(config: EnvoyConfig, documents: ProxyNode['documents']): ProxyNode['cite'] {
  const known = {
    config_dump: new Map<string, readonly Evidence[]>(),
    clusters: new Map<string, readonly Evidence[]>(),
  };
  return (at, document) => {
    const before = known[document].get(at);
    if (before !== undefined) return before;
    const [source, name] =
      document === 'clusters'
        ? [config.clustersDocument, documents.clusters ?? 'clusters']
        : [config.document, documents.configDump];
    const value = source === undefined ? undefined : resolvePointer(source.value, at);
    const istio = value === undefined ? undefined : istioObjectOf(value);
    const cited: readonly Evidence[] =
      value === undefined
        ? []
        : [
            {
              kind: 'json',
              document: name,
              pointer: at,
              excerpt: jsonExcerpt(value, EXCERPT),
              ...(istio === undefined ? {} : { istio }),
            },
          ];
    known[document].set(at, cited);
    return cited;
  };
}
