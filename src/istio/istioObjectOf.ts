import { isJsonObject, type JsonValue } from '../text/json/JsonValue.js';

/** An Istio object by kind (kebab-case, as in the metadata), namespace and name. */
export interface IstioObjectName {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/**
 * The Istio object that a piece of Envoy configuration was made from: `metadata.filter_metadata.istio.config`, a path
 * `/apis/GROUP/VERSION/namespaces/NAMESPACE/KIND/NAME` (Istio 1.5 wrote it without the group's domain).
 */
export function istioObjectOf(value: JsonValue): IstioObjectName | undefined {
  const config =
    at(value, 'metadata', 'filter_metadata', 'istio', 'config') ??
    at(value, 'metadata', 'filterMetadata', 'istio', 'config');
  if (typeof config !== 'string') return undefined;
  const match = /^\/apis\/[^/]+\/[^/]+\/namespaces\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(config);
  const [, namespace, kind, name] = match ?? [];
  if (namespace === undefined || kind === undefined || name === undefined) return undefined;
  return { kind, namespace, name };
}

function at(value: JsonValue, ...path: readonly string[]): JsonValue | undefined {
  let current: JsonValue | undefined = value;
  for (const key of path) current = current !== undefined && isJsonObject(current) ? current[key] : undefined;
  return current;
}
