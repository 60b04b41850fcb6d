import type { JsonObject } from '../../../src/text/json/JsonValue.js';

const API = 'rbac.authorization.k8s.io/v1';
const READ = ['get', 'list', 'watch'];

/** The roles and bindings that a cluster has from the start, as far as clients count on them. */
export const DEFAULT_ROLES: readonly JsonObject[] = [
  clusterRole('cluster-admin', [
    { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
    { nonResourceURLs: ['*'], verbs: ['*'] },
  ]),
  clusterRole('system:basic-user', [
    {
      apiGroups: ['authorization.k8s.io'],
      resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
      verbs: ['create'],
    },
    { apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'], verbs: ['create'] },
  ]),
  clusterRole('system:discovery', [
    {
      nonResourceURLs: [
        '/api',
        '/api/*',
        '/apis',
        '/apis/*',
        '/healthz',
        '/livez',
        '/openapi',
        '/openapi/*',
        '/readyz',
        '/version',
        '/version/',
      ],
      verbs: ['get'],
    },
  ]),
  clusterRole('system:public-info-viewer', [
    { nonResourceURLs: ['/healthz', '/livez', '/readyz', '/version', '/version/'], verbs: ['get'] },
  ]),
  clusterRole('view', [
    {
      apiGroups: [''],
      resources: [
        'configmaps',
        'endpoints',
        'events',
        'namespaces',
        'pods',
        'pods/log',
        'pods/status',
        'services',
        'serviceaccounts',
      ],
      verbs: READ,
    },
    { apiGroups: ['apps'], resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'], verbs: READ },
    { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: READ },
    { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: READ },
  ]),
  clusterBinding('cluster-admin', ['system:masters']),
  clusterBinding('system:basic-user', ['system:authenticated']),
  clusterBinding('system:discovery', ['system:authenticated']),
  clusterBinding('system:public-info-viewer', ['system:authenticated', 'system:unauthenticated']),
];

function clusterRole(name: string, rules: readonly JsonObject[]): JsonObject {
  return { apiVersion: API, kind: 'ClusterRole', metadata: { name }, rules };
}

function clusterBinding(role: string, groups: readonly string[]): JsonObject {
  return {
    apiVersion: API,
    kind: 'ClusterRoleBinding',
    metadata: { name: role },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
    subjects: groups.map((group) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: group })),
  };
}
