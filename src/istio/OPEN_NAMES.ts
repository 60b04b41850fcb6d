import type { OpenNames } from '../facts/redact/OpenNames.js';

/** What Istio says of a workload and of how its traffic is captured: numbers, addresses, names. */
export const OPEN_NAMES: OpenNames = {
  variables: new Set([
    'ISTIO_META_DNS_CAPTURE',
    'ISTIO_META_INTERCEPTION_MODE',
    'ISTIO_META_CLUSTER_ID',
    'ISTIO_DUAL_STACK',
    'ISTIO_OUTBOUND_OWNER_GROUPS',
    'ISTIO_OUTBOUND_OWNER_GROUPS_EXCLUDE',
    'INVALID_DROP',
    'TRUST_DOMAIN',
  ]),
  containers: new Set(['istio-init', 'istio-validation', 'istio-proxy']),
  nodeMetadata: new Set(
    (
      'APP_CONTAINERS CLUSTER_ID DNS_AUTO_ALLOCATE DNS_CAPTURE ENABLE_HBONE ENVOY_PROMETHEUS_PORT ENVOY_STATUS_PORT EXCHANGE_KEYS INSTANCE_IPS ' +
      'INTERCEPTION_MODE ISTIO_PROXY_SHA ISTIO_VERSION LABELS MESH_ID METADATA_DISCOVERY NAME NAMESPACE NETWORK NODE_NAME OWNER PILOT_SAN POD_PORTS ' +
      'SERVICE_ACCOUNT UNPRIVILEGED_POD WORKLOAD_NAME istio'
    ).split(' '),
  ),
};
