/** Packages and messages whose fields `ENVOY_FIELDS` speaks of; of an extension of any other type nothing but the type stays. */
const TYPES: readonly RegExp[] = [
  /^envoy\.admin\.(?:v2alpha|v3)\./,
  /^envoy\.api\.v2\./,
  /^envoy\.config\.(?:bootstrap|cluster|core|endpoint|listener|route|rbac|accesslog|common|trace)\./,
  /^envoy\.config\.filter\.http\.(?:cors|fault|rbac|router|jwt_authn|health_check|buffer|csrf|header_to_metadata|on_demand|rate_limit|ext_authz)\./,
  /^envoy\.config\.filter\.network\.(?:http_connection_manager|tcp_proxy|rbac|sni_cluster)\./,
  /^envoy\.config\.filter\.listener\./,
  /^envoy\.data\.core\./,
  /^envoy\.extensions\.(?:clusters|load_balancing_policies|matching|retry|rbac|upstreams|transport_sockets|access_loggers\.file|request_id)\./,
  /^envoy\.extensions\.(?:path|early_data|network\.dns_resolver|common|http\.(?:header_formatters|original_ip_detection|stateful_session))\./,
  /^envoy\.extensions\.filters\.http\.(?:buffer|cors|csrf|compressor|decompressor|dynamic_forward_proxy|ext_authz|fault|grpc_stats)\./,
  /^envoy\.extensions\.filters\.http\.(?:grpc_web|grpc_http1_bridge|header_mutation|header_to_metadata|health_check|jwt_authn|local_ratelimit)\./,
  /^envoy\.extensions\.filters\.http\.(?:on_demand|original_src|ratelimit|rbac|router|set_filter_state|set_metadata|upstream_codec)\./,
  /^envoy\.extensions\.filters\.listener\./,
  /^envoy\.extensions\.filters\.network\.(?:http_connection_manager|rbac|set_filter_state|sni_cluster|sni_dynamic_forward_proxy|tcp_proxy)\./,
  /^envoy\.extensions\.bootstrap\.internal_listener\./,
  /^envoy\.extensions\.compression\./,
  /^envoy\.extensions\.resource_monitors\./,
  /^envoy\.tcp\.metadataexchange\.config\.MetadataExchange$/,
  /^envoy\.type\./,
  /^google\.protobuf\.[A-Za-z0-9]*Value$/,
  /^(?:io\.)?istio\.(?:envoy\.config\.filter\.http|http|network)\.(?:alpn|peer_metadata|connect_baggage|connect_authority)/,
  /^stats\.PluginConfig$/,
  /^xds\.(?:type|core)\./,
];

/** Whether the message of a type is one whose fields are known; `name` without the host of its URL. */
export function isKnownEnvoyType(name: string): boolean {
  return TYPES.some((type) => type.test(name));
}

/** v2 gave an extension's configuration as a Struct and told its type by the name of the filter. */
export function isKnownFilterName(name: string): boolean {
  return /^envoy\.(?:http_connection_manager|tcp_proxy|router|cors|fault|buffer|health_check|listener\.[a-z_]+|filters\.(?:http|network)\.(?:rbac|tcp_proxy|http_connection_manager|router|cors|fault|buffer|sni_cluster|ext_authz|jwt_authn))$/.test(
    name,
  );
}
