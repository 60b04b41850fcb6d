import type { ProxyFacts } from '../facts/ProxyFacts.js';
import { isJsonArray, isJsonObject, type JsonValue } from '../text/json/JsonValue.js';
import { resolvePointer } from '../text/json/pointer.js';

/** What a proxy says of itself. */
export interface ProxyVersion {
  /** `node.metadata.ISTIO_VERSION` of the bootstrap: `1.19.3`. */
  readonly istioVersion?: string;
  /** The version in `/server_info`'s `version`: `1.40.0`. */
  readonly envoyVersion?: string;
}

/** The versions that `/server_info` gives, or else the bootstrap in the dump. */
export function proxyVersion(proxy: ProxyFacts): ProxyVersion {
  const info = proxy.serverInfo()?.document.value;
  const node = info === undefined ? undefined : resolvePointer(info, '/node');
  const istio = istioVersionOf(node) ?? istioVersionOf(bootstrapNode(proxy.configDump()?.document.value));
  // "commit/1.40.0/Clean/RELEASE/BoringSSL"
  const envoy = info === undefined ? undefined : textAt(info, '/version')?.split('/')[1];
  return {
    ...(istio === undefined ? {} : { istioVersion: istio }),
    ...(envoy === undefined ? {} : { envoyVersion: envoy }),
  };
}

function bootstrapNode(dump: JsonValue | undefined): JsonValue | undefined {
  const configs = dump === undefined ? undefined : resolvePointer(dump, '/configs');
  const sections = isJsonArray(configs) ? configs : [];
  const section = sections.find((one) => isJsonObject(one) && one.bootstrap !== undefined);
  return section === undefined ? undefined : resolvePointer(section, '/bootstrap/node');
}

function istioVersionOf(node: JsonValue | undefined): string | undefined {
  return node === undefined ? undefined : textAt(node, '/metadata/ISTIO_VERSION');
}

function textAt(value: JsonValue, pointer: string): string | undefined {
  const found = resolvePointer(value, pointer);
  return typeof found === 'string' ? found : undefined;
}
