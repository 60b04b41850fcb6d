import type { Fields } from './Fields.js';
import type { ObjectMeta } from './KubeObject.js';

/** Kinds that live in no namespace, of those that a mesh's manifests usually hold. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'APIService',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'GatewayClass',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'RuntimeClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingWebhookConfiguration',
]);

/** Reads `metadata`; an object of a namespaced kind that names no namespace is in `default`, as kubectl would put it. */
export function readMeta(kind: string, metadata: Fields): ObjectMeta {
  return {
    name: metadata.string('name') ?? '',
    namespace: CLUSTER_SCOPED.has(kind) ? '' : (metadata.string('namespace') ?? 'default'),
    uid: metadata.string('uid'),
    labels: metadata.stringMap('labels'),
    annotations: metadata.stringMap('annotations'),
    ownerReferences: metadata.objects('ownerReferences').map((owner) => ({
      kind: owner.string('kind') ?? '',
      name: owner.string('name') ?? '',
      controller: owner.boolean('controller') ?? false,
    })),
    creationTimestamp: metadata.string('creationTimestamp'),
    deletionTimestamp: metadata.string('deletionTimestamp'),
  };
}
