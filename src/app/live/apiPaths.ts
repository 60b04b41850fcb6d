import type { TargetKind } from '../../kube/target/Target.js';
import type { ApiPath } from '../../sources/kube/Cluster.js';

/** Kinds that no TARGET may mean. */
type OtherKind = 'ConfigMap' | 'EndpointSlice' | 'HTTPRoute' | 'IstioGateway' | 'Namespace' | 'ServiceEntry';

/** Group, version and plural of each kind that hopctl asks for. */
const KINDS = {
  Pod: ['', 'v1', 'pods'],
  Service: ['', 'v1', 'services'],
  Node: ['', 'v1', 'nodes'],
  ConfigMap: ['', 'v1', 'configmaps'],
  ReplicationController: ['', 'v1', 'replicationcontrollers'],
  EndpointSlice: ['discovery.k8s.io', 'v1', 'endpointslices'],
  Deployment: ['apps', 'v1', 'deployments'],
  ReplicaSet: ['apps', 'v1', 'replicasets'],
  StatefulSet: ['apps', 'v1', 'statefulsets'],
  DaemonSet: ['apps', 'v1', 'daemonsets'],
  Job: ['batch', 'v1', 'jobs'],
  CronJob: ['batch', 'v1', 'cronjobs'],
  Gateway: ['gateway.networking.k8s.io', 'v1', 'gateways'],
  HTTPRoute: ['gateway.networking.k8s.io', 'v1', 'httproutes'],
  Namespace: ['', 'v1', 'namespaces'],
  ServiceEntry: ['networking.istio.io', 'v1', 'serviceentries'],
  IstioGateway: ['networking.istio.io', 'v1', 'gateways'],
} as const satisfies Readonly<Record<TargetKind | OtherKind, readonly [string, string, string]>>;

/** The place of an object, or without name of all of a namespace, or without that of the cluster. */
export function pathOf(kind: keyof typeof KINDS, namespace?: string, name?: string): ApiPath {
  const [group, version, resource] = KINDS[kind];
  return { group, version, resource, namespace, name };
}
