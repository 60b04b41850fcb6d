import type { ResourceType, Subresource } from './ResourceType.js';

interface Words {
  readonly short?: string;
  readonly all?: boolean;
  readonly cluster?: boolean;
  readonly sub?: readonly Subresource[];
  readonly custom?: boolean;
}

const CORE = of('', ['v1']);
const APPS = of('apps', ['v1']);
const BATCH = of('batch', ['v1']);
const RBAC = of('rbac.authorization.k8s.io', ['v1']);
const ISTIO_NETWORKING = of('networking.istio.io', ['v1', 'v1beta1', 'v1alpha3']);
const ISTIO_SECURITY = of('security.istio.io', ['v1', 'v1beta1']);
const GATEWAY_API = of('gateway.networking.k8s.io', ['v1', 'v1beta1']);

const STREAM = ['create', 'get'];
const status = (kind: string): Subresource => ({ name: 'status', kind, verbs: ['get', 'patch', 'update'] });
const scale: Subresource = { name: 'scale', kind: 'Scale', verbs: ['get', 'patch', 'update'] };

const POD_SUBRESOURCES: readonly Subresource[] = [
  { name: 'attach', kind: 'PodAttachOptions', verbs: STREAM },
  { name: 'binding', kind: 'Binding', verbs: ['create'] },
  { name: 'ephemeralcontainers', kind: 'Pod', verbs: ['get', 'patch', 'update'] },
  { name: 'eviction', kind: 'Eviction', verbs: ['create'] },
  { name: 'exec', kind: 'PodExecOptions', verbs: STREAM },
  { name: 'log', kind: 'Pod', verbs: ['get'] },
  { name: 'portforward', kind: 'PodPortForwardOptions', verbs: STREAM },
  { name: 'proxy', kind: 'PodProxyOptions', verbs: ['create', 'delete', 'get', 'patch', 'update'] },
  status('Pod'),
];

/** What the server serves. */
export const RESOURCE_TYPES: readonly ResourceType[] = [
  CORE('Pod', 'pods', { short: 'po', all: true, sub: POD_SUBRESOURCES }),
  CORE('Service', 'services', { short: 'svc', all: true, sub: [status('Service')] }),
  CORE('Endpoints', 'endpoints', { short: 'ep' }),
  CORE('Node', 'nodes', { short: 'no', cluster: true, sub: [status('Node')] }),
  CORE('Namespace', 'namespaces', { short: 'ns', cluster: true, sub: [status('Namespace')] }),
  CORE('ConfigMap', 'configmaps', { short: 'cm' }),
  CORE('Secret', 'secrets'),
  CORE('ServiceAccount', 'serviceaccounts', {
    short: 'sa',
    sub: [{ name: 'token', kind: 'TokenRequest', verbs: ['create'] }],
  }),
  CORE('Event', 'events', { short: 'ev' }),
  CORE('ReplicationController', 'replicationcontrollers', { short: 'rc', all: true, sub: [scale] }),
  CORE('LimitRange', 'limitranges', { short: 'limits' }),
  CORE('ResourceQuota', 'resourcequotas', { short: 'quota' }),
  CORE('PersistentVolumeClaim', 'persistentvolumeclaims', { short: 'pvc' }),
  APPS('Deployment', 'deployments', { short: 'deploy', all: true, sub: [status('Deployment'), scale] }),
  APPS('ReplicaSet', 'replicasets', { short: 'rs', all: true, sub: [status('ReplicaSet'), scale] }),
  APPS('DaemonSet', 'daemonsets', { short: 'ds', all: true, sub: [status('DaemonSet')] }),
  APPS('StatefulSet', 'statefulsets', { short: 'sts', all: true, sub: [status('StatefulSet'), scale] }),
  BATCH('Job', 'jobs', { all: true, sub: [status('Job')] }),
  BATCH('CronJob', 'cronjobs', { short: 'cj', all: true, sub: [status('CronJob')] }),
  of('discovery.k8s.io', ['v1'])('EndpointSlice', 'endpointslices'),
  of('events.k8s.io', ['v1'])('Event', 'events', { short: 'ev' }),
  of('networking.k8s.io', ['v1'])('NetworkPolicy', 'networkpolicies', { short: 'netpol' }),
  of('networking.k8s.io', ['v1'])('Ingress', 'ingresses', { short: 'ing' }),
  of('policy', ['v1'])('PodDisruptionBudget', 'poddisruptionbudgets', { short: 'pdb' }),
  RBAC('Role', 'roles'),
  RBAC('RoleBinding', 'rolebindings'),
  RBAC('ClusterRole', 'clusterroles', { cluster: true }),
  RBAC('ClusterRoleBinding', 'clusterrolebindings', { cluster: true }),
  of('authentication.k8s.io', ['v1'])('SelfSubjectReview', 'selfsubjectreviews', { cluster: true }),
  of('authorization.k8s.io', ['v1'])('SelfSubjectAccessReview', 'selfsubjectaccessreviews', { cluster: true }),
  of('authorization.k8s.io', ['v1'])('SelfSubjectRulesReview', 'selfsubjectrulesreviews', { cluster: true }),
  of('apiextensions.k8s.io', ['v1'])('CustomResourceDefinition', 'customresourcedefinitions', {
    short: 'crd,crds',
    cluster: true,
  }),
  of('admissionregistration.k8s.io', ['v1'])('MutatingWebhookConfiguration', 'mutatingwebhookconfigurations', {
    cluster: true,
  }),
  ...(
    [
      ['DestinationRule', 'destinationrules', 'dr'],
      ['EnvoyFilter', 'envoyfilters', ''],
      ['Gateway', 'gateways', 'gw'],
      ['ProxyConfig', 'proxyconfigs', ''],
      ['ServiceEntry', 'serviceentries', 'se'],
      ['Sidecar', 'sidecars', ''],
      ['VirtualService', 'virtualservices', 'vs'],
      ['WorkloadEntry', 'workloadentries', 'we'],
      ['WorkloadGroup', 'workloadgroups', 'wg'],
    ] as const
  ).map(([kind, plural, short]) => ISTIO_NETWORKING(kind, plural, { short, custom: true, sub: [status(kind)] })),
  ...(
    [
      ['AuthorizationPolicy', 'authorizationpolicies', 'ap'],
      ['PeerAuthentication', 'peerauthentications', 'pa'],
      ['RequestAuthentication', 'requestauthentications', 'ra'],
    ] as const
  ).map(([kind, plural, short]) => ISTIO_SECURITY(kind, plural, { short, custom: true, sub: [status(kind)] })),
  of('telemetry.istio.io', ['v1', 'v1alpha1'])('Telemetry', 'telemetries', { short: 'telemetry', custom: true }),
  of('extensions.istio.io', ['v1alpha1'])('WasmPlugin', 'wasmplugins', { custom: true }),
  GATEWAY_API('GatewayClass', 'gatewayclasses', { short: 'gc', cluster: true, custom: true }),
  GATEWAY_API('Gateway', 'gateways', { short: 'gtw', custom: true, sub: [status('Gateway')] }),
  GATEWAY_API('HTTPRoute', 'httproutes', { custom: true, sub: [status('HTTPRoute')] }),
  GATEWAY_API('GRPCRoute', 'grpcroutes', { custom: true, sub: [status('GRPCRoute')] }),
  GATEWAY_API('ReferenceGrant', 'referencegrants', { short: 'refgrant', custom: true }),
];

function of(group: string, versions: readonly string[]) {
  return (kind: string, plural: string, words: Words = {}): ResourceType => ({
    group,
    versions,
    kind,
    plural,
    namespaced: words.cluster !== true,
    shortNames: (words.short ?? '').split(',').filter((one) => one !== ''),
    categories: words.all === true ? ['all'] : [],
    subresources: words.sub ?? [],
    custom: words.custom ?? false,
  });
}
