/** What a user names: `name`, `name.namespace`, `type/name`, `type/name.namespace`. */
export interface Target {
  /** As the user wrote it. */
  readonly text: string;
  readonly kind: TargetKind;
  readonly name: string;
  readonly namespace: string;
}

/** The kinds that a TARGET's type may mean, by the names of the API. */
export type TargetKind =
  | 'Pod'
  | 'Service'
  | 'Deployment'
  | 'ReplicaSet'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'Job'
  | 'CronJob'
  | 'ReplicationController'
  | 'Gateway'
  | 'Node';

/** kubectl's names for each kind: singular, plural and short. An API group or version after the first dot is taken off before. */
const TYPE_NAMES: Readonly<Record<TargetKind, readonly string[]>> = {
  Pod: ['pod', 'pods', 'po'],
  Service: ['service', 'services', 'svc'],
  Deployment: ['deployment', 'deployments', 'deploy'],
  ReplicaSet: ['replicaset', 'replicasets', 'rs'],
  StatefulSet: ['statefulset', 'statefulsets', 'sts'],
  DaemonSet: ['daemonset', 'daemonsets', 'ds'],
  Job: ['job', 'jobs'],
  CronJob: ['cronjob', 'cronjobs', 'cj'],
  ReplicationController: ['replicationcontroller', 'replicationcontrollers', 'rc'],
  Gateway: ['gateway', 'gateways', 'gtw'],
  Node: ['node', 'nodes', 'no'],
};

const KINDS: ReadonlyMap<string, TargetKind> = new Map(
  (Object.keys(TYPE_NAMES) as TargetKind[]).flatMap((kind) => TYPE_NAMES[kind].map((name) => [name, kind] as const)),
);

/** The kind that a type word means (`deploy`, `deployments.apps`, in any letter case), or `undefined`. */
export function targetKind(word: string): TargetKind | undefined {
  const [type = ''] = word.toLowerCase().split('.');
  return KINDS.get(type);
}

/** Every type word, for a suggestion. */
export function typeNames(): readonly string[] {
  return [...KINDS.keys()];
}
