import { textAt } from '../objects/json.js';
import type { KubeObject } from '../objects/KubeObject.js';
import type { ResourceType } from '../resources/ResourceType.js';
import { badRequest } from '../server/Status.js';

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
  ],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'reason',
    'type',
  ],
  nodes: ['spec.unschedulable'],
  secrets: ['type'],
  namespaces: ['status.phase'],
};

/** A field selector as a test of objects. Which fields there are is the type's, as in the real server. */
export function matchFields(type: ResourceType, selector: string): (object: KubeObject) => boolean {
  const known = ['metadata.name', 'metadata.namespace', ...(FIELDS[type.plural] ?? [])];
  const terms = selector
    .split(',')
    .filter((one) => one !== '')
    .map((term) => {
      const parsed = /^([^=!]+)(==|=|!=)(.*)$/.exec(term);
      if (parsed === null) throw badRequest(`invalid selector: '${term}'; can't understand '${term}'`);
      const [, field = '', op, value = ''] = parsed;
      if (!known.includes(field)) throw badRequest(`field label not supported: ${field}`);
      return { path: field.split('.'), equal: op !== '!=', value };
    });
  return (object) => terms.every(({ path, equal, value }) => (textAt(object, ...path) === value) === equal);
}

/** The name that a field selector pins, as authorization reads it. */
export function pinnedName(selector: string): string {
  return /(?:^|,)metadata\.name={1,2}([^,]+)/.exec(selector)?.[1] ?? '';
}
