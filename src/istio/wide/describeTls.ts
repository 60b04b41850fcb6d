import { descend, objectField, objectsField, stringField, typeUrlOf } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';

/**
 * How a cluster's connections are secured: `plaintext`, `TLS` or `mTLS` with the SNI; of transport socket matches each
 * with its name (Istio's are `tlsMode-istio` and `tlsMode-disabled`), in the order in which endpoints are compared.
 */
export function describeTls(cluster: JsonObject): string {
  const matches = objectsField(cluster, 'transport_socket_matches').map(
    (match) => `${stringField(match, 'name') ?? ''}: ${describeSocket(objectField(match, 'transport_socket'))}`,
  );
  const legacy = objectField(cluster, 'tls_context');
  const fallback = legacy ? describeContext(legacy) : describeSocket(objectField(cluster, 'transport_socket'));
  return matches.length === 0 ? fallback : [...matches, `else ${fallback}`].join('; ');
}

function describeSocket(socket: JsonObject | undefined): string {
  if (!socket) return 'plaintext';
  const config = objectField(socket, 'typed_config');
  const inner = objectField(config, 'transport_socket');
  if (inner) return describeSocket(inner);
  const type = typeUrlOf(config);
  if (type.endsWith('.UpstreamTlsContext')) return describeContext(config);
  return type.endsWith('.RawBuffer') ? 'plaintext' : (stringField(socket, 'name') ?? 'unnamed');
}

/** Mutual when the context has a certificate of its own to show. */
function describeContext(context: JsonObject | undefined): string {
  const common = objectField(context, 'common_tls_context');
  const ownCertificates = [
    ...objectsField(common, 'tls_certificates'),
    ...objectsField(common, 'tls_certificate_sds_secret_configs'),
  ];
  const provider = descend(common, 'tls_certificate_provider_instance');
  const sni = stringField(context, 'sni');
  const mode = ownCertificates.length > 0 || provider ? 'mTLS' : 'TLS';
  return sni ? `${mode} (SNI ${sni})` : mode;
}
