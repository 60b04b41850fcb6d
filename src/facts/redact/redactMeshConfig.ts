import { stringify } from 'yaml';
import { readDocuments } from '../../kube/read/readDocuments.js';
import { isJsonArray, isJsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import type { Placeholders } from './Placeholders.js';
import { redactAll } from './redactAll.js';
import { sweepSecrets } from './sweepSecrets.js';

const OPEN: ReadonlySet<string> = new Set(
  (
    'accessLogFile accessLogEncoding discoveryAddress enablePrometheusMerge rootNamespace trustDomain trustDomainAliases outboundTrafficPolicy mode ' +
    'enableAutoMtls protocolDetectionTimeout ingressService ingressSelector defaultServiceExportTo defaultVirtualServiceExportTo connectTimeout ' +
    'defaultDestinationRuleExportTo localityLbSetting h2UpgradePolicy pathNormalization normalization interceptionMode defaultConfig concurrency ' +
    'proxyAdminPort statusPort holdApplicationUntilProxyStarts discoverySelectors meshMTLS minProtocolVersion dnsRefreshRate'
  ).split(' '),
);

/** `data.mesh` of Istio's ConfigMap: the settings of the mesh that say how traffic goes; providers and variables of proxies do not stay. */
export function redactMeshConfig(text: string, placeholders: Placeholders): string {
  const documents = parse(text);
  if (documents === undefined) return placeholders.of('text', text);
  return documents.map((document) => stringify(open(document, placeholders))).join('---\n');
}

function parse(text: string): readonly JsonValue[] | undefined {
  try {
    return readDocuments(text, 'mesh').map(({ value }) => value);
  } catch {
    return undefined;
  }
}

function open(value: JsonValue, placeholders: Placeholders): JsonValue {
  if (isJsonArray(value)) return value.map((item) => open(item, placeholders));
  if (isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        key,
        OPEN.has(key) ? open(one, placeholders) : redactAll(one, 'text', placeholders),
      ]),
    );
  }
  return typeof value === 'string' ? sweepSecrets(value, placeholders) : value;
}
