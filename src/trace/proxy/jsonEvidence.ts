import { istioObjectOf } from '../../istio/istioObjectOf.js';
import { jsonExcerpt } from '../../text/json/jsonExcerpt.js';
import { resolvePointer } from '../../text/json/pointer.js';
import type { JsonDocument } from '../../text/json/JsonDocument.js';
import type { Evidence } from '../model/Evidence.js';
import type { ProxyNode } from '../world/PodNode.js';

/** An excerpt longer than this is cut. */
const EXCERPT = 160;

/** Points at a place in the proxy's dump, with one line of what stands there and the Istio object it was made from. */
export function jsonEvidence(
  proxy: ProxyNode,
  at: string,
  document: 'config_dump' | 'clusters' = 'config_dump',
): readonly Evidence[] {
  const source: JsonDocument | undefined =
    document === 'clusters' ? proxy.config.clustersDocument : proxy.config.document;
  const value = source === undefined ? undefined : resolvePointer(source.value, at);
  if (value === undefined) return [];
  const excerpt = jsonExcerpt(value, EXCERPT);
  const name = document === 'clusters' ? (proxy.documents.clusters ?? 'clusters') : proxy.documents.configDump;
  const istio = istioObjectOf(value);
  return [{ kind: 'json', document: name, pointer: at, excerpt, ...(istio === undefined ? {} : { istio }) }];
}
