import type { ApiPath } from '../../sources/kube/Cluster.js';

/** Objects of one kind that a snapshot holds. */
export interface CapturedKind {
  /** `objects/NAME.json`. */
  readonly file: string;
  readonly group: string;
  /** The newest first; the next is asked for where the API has not this one. */
  readonly versions: readonly string[];
  /** Whether it is of the whole cluster by nature. */
  readonly isClusterWide?: boolean;
  readonly resource: string;
}

const istio = (group: string, resource: string): CapturedKind => ({
  file: `istio-${resource}`,
  group: `${group}.istio.io`,
  versions: ['v1', 'v1beta1', 'v1alpha3'],
  resource,
});

const gatewayApi = (resource: string): CapturedKind => ({
  file: `gateway-api-${resource}`,
  group: 'gateway.networking.k8s.io',
  versions: ['v1', 'v1beta1'],
  resource,
});

/** What of a cluster's objects says how a request goes. Secrets are none of it. */
export const CAPTURED_KINDS: readonly CapturedKind[] = [
  { file: 'namespaces', group: '', versions: ['v1'], resource: 'namespaces', isClusterWide: true },
  { file: 'nodes', group: '', versions: ['v1'], resource: 'nodes', isClusterWide: true },
  { file: 'pods', group: '', versions: ['v1'], resource: 'pods' },
  { file: 'services', group: '', versions: ['v1'], resource: 'services' },
  { file: 'endpointslices', group: 'discovery.k8s.io', versions: ['v1', 'v1beta1'], resource: 'endpointslices' },
  { file: 'deployments', group: 'apps', versions: ['v1'], resource: 'deployments' },
  { file: 'replicasets', group: 'apps', versions: ['v1'], resource: 'replicasets' },
  { file: 'statefulsets', group: 'apps', versions: ['v1'], resource: 'statefulsets' },
  { file: 'daemonsets', group: 'apps', versions: ['v1'], resource: 'daemonsets' },
  ...[
    'virtualservices',
    'destinationrules',
    'gateways',
    'serviceentries',
    'workloadentries',
    'sidecars',
    'envoyfilters',
  ].map((resource) => istio('networking', resource)),
  ...['peerauthentications', 'authorizationpolicies', 'requestauthentications'].map((resource) =>
    istio('security', resource),
  ),
  ...['gateways', 'httproutes'].map(gatewayApi),
];

/** The place of a kind in the API. */
export function kindPath({ group, resource }: CapturedKind, version: string, namespace: string | undefined): ApiPath {
  return { group, version, resource, namespace };
}
