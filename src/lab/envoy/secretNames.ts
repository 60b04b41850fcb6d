import { isJsonArray, isJsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import type { SecretName } from './SecretName.js';
import { textIn } from './textIn.js';

/** The secrets that a configuration asks for by SDS, each once. */
export function secretNames(config: JsonValue): readonly SecretName[] {
  const found = new Map<string, SecretName>();
  collect(config, found);
  return [...found.values()];
}

function collect(value: JsonValue, found: Map<string, SecretName>): void {
  if (isJsonArray(value)) value.forEach((item) => collect(item, found));
  if (!isJsonObject(value)) return;
  for (const [key, member] of Object.entries(value)) {
    if (key === 'tls_certificate_sds_secret_configs' && isJsonArray(member)) {
      member.forEach((entry) => add(entry, 'certificate', found));
    } else if (key === 'validation_context_sds_secret_config') add(member, 'ca', found);
    else collect(member, found);
  }
}

function add(entry: JsonValue, kind: SecretName['kind'], found: Map<string, SecretName>): void {
  if (!isJsonObject(entry) || typeof entry.name !== 'string' || entry.sds_config === undefined) return;
  found.set(entry.name, { name: entry.name, kind });
}

/** The server names that filter chains ask for, which certificates for them have to have. */
export function serverNames(config: JsonValue): readonly string[] {
  const names = new Set<string>();
  const visit = (value: JsonValue): void => {
    if (isJsonArray(value)) value.forEach(visit);
    if (!isJsonObject(value)) return;
    for (const [key, member] of Object.entries(value)) {
      if (key === 'server_names' && isJsonArray(member)) member.forEach((name) => names.add(textIn(name)));
      else visit(member);
    }
  };
  visit(config);
  return [...names].filter((name) => /^(?:\*\.)?[\w-]+(?:\.[\w-]+)*$/.test(name));
}
