import { isJsonObject, type JsonObject } from '../../../text/json/JsonValue.js';
import type { AlpnOverride } from '../../model/HttpFilter.js';

/** How a request leaves this proxy. */
export type UpstreamHttpVersion = 'HTTP/1.0' | 'HTTP/1.1' | 'HTTP/2';

const NAMES: Readonly<Record<UpstreamHttpVersion, AlpnOverride['upstreamProtocol']>> = {
  'HTTP/1.0': 'HTTP10',
  'HTTP/1.1': 'HTTP11',
  'HTTP/2': 'HTTP2',
};

/**
 * The ALPN list that the upstream TLS handshake offers instead of the cluster's own (istio/proxy source/extensions/filters/http/alpn):
 * the override for the protocol that the cluster speaks for this request. `undefined`: no override, or the cluster's metadata has
 * `istio.alpn_override: "false"`.
 */
export function istioAlpn(
  overrides: readonly AlpnOverride[],
  clusterMetadata: JsonObject,
  upstreamProtocol: UpstreamHttpVersion,
): readonly string[] | undefined {
  const { istio } = clusterMetadata;
  if (isJsonObject(istio) && istio.alpn_override === 'false') return undefined;
  const alpn = overrides.find((override) => override.upstreamProtocol === NAMES[upstreamProtocol])?.alpn;
  return alpn === undefined || alpn.length === 0 ? undefined : alpn;
}
