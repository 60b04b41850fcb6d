import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import type { SecretName } from './SecretName.js';
import { textIn } from './textIn.js';

/** What a certificate can be for: a DNS name, or a wildcard of its first label. */
const DNS_NAME = /^(?:\*\.)?[\w-]+(?:\.[\w-]+)*$/;

/** The secrets that a configuration asks for by SDS, each once. */
export function secretNames(config: JsonValue): readonly SecretName[] {
  const found = new Map<string, SecretName>();
  collect(config, [], found);
  return [...found.values()];
}

/** `servers`: the server names of the filter chain that the value is in. */
function collect(value: JsonValue, servers: readonly string[], found: Map<string, SecretName>): void {
  if (isJsonArray(value)) value.forEach((item) => collect(item, servers, found));
  if (!isJsonObject(value)) return;
  const own = serversOf(value) ?? servers;
  for (const [key, member] of Object.entries(value)) {
    if (key === 'tls_certificate_sds_secret_configs' && isJsonArray(member)) {
      member.forEach((entry) => add(entry, { kind: 'certificate', serverNames: own }, found));
    } else if (key === 'validation_context_sds_secret_config') add(member, { kind: 'ca', serverNames: own }, found);
    else collect(member, own, found);
  }
}

/** Those of a filter chain that asks for some; `undefined` for anything else. */
function serversOf({ filter_chain_match: match }: JsonObject): readonly string[] | undefined {
  if (!isJsonObject(match) || !isJsonArray(match.server_names)) return undefined;
  return match.server_names.map(textIn).filter((name) => DNS_NAME.test(name));
}

function add(entry: JsonValue, { kind, serverNames }: Omit<SecretName, 'name'>, found: Map<string, SecretName>): void {
  if (!isJsonObject(entry) || typeof entry.name !== 'string' || entry.sds_config === undefined) return;
  const known = found.get(entry.name)?.serverNames ?? [];
  found.set(entry.name, { name: entry.name, kind, serverNames: [...new Set([...known, ...serverNames])] });
}
