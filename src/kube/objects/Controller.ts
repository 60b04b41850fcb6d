import { fieldsOf, type KubeObject, type ObjectMeta } from '../read/KubeObject.js';
import { readLabelSelector, type LabelSelector } from './LabelSelector.js';

/** Kinds that make pods from a template and find them again by a selector. */
export const CONTROLLER_KINDS = [
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'ReplicationController',
] as const;

/** An object of one of these kinds. */
export interface Controller {
  readonly object: KubeObject;
  readonly meta: ObjectMeta;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly selector: LabelSelector;
}

/** Reads one. */
export function readController(object: KubeObject): Controller {
  const { meta, kind } = object;
  const spec = fieldsOf(object).object('spec');
  const selector: LabelSelector =
    kind === 'ReplicationController'
      ? { matchLabels: spec.stringMap('selector'), matchExpressions: [] }
      : readLabelSelector(spec.object('selector'));
  return { object, meta, namespace: meta.namespace, name: meta.name, kind, selector };
}
