import { labelsOf, namespaceOf, nameOf, type KubeObject } from '../objects/KubeObject.js';
import { apiVersionOf } from '../resources/ResourceType.js';
import { matchFields } from '../selectors/matchFields.js';
import { matchLabels } from '../selectors/matchLabels.js';
import type { ApiRequest, ResourceTarget } from '../server/ApiRequest.js';

/** Which objects a list or a watch is of. */
export function selectorOf({ query }: ApiRequest, target: ResourceTarget): (object: KubeObject) => boolean {
  const labels = matchLabels(query.get('labelSelector') ?? '');
  const fields = matchFields(target.type, query.get('fieldSelector') ?? '');
  return (object) =>
    (target.namespace === '' || namespaceOf(object) === target.namespace) &&
    (target.name === '' || nameOf(object) === target.name) &&
    labels(labelsOf(object)) &&
    fields(object);
}

/** The object as the version that is asked for serves it. */
export function inVersion(object: KubeObject, { type, version }: ResourceTarget): KubeObject {
  const apiVersion = apiVersionOf(type, version);
  return object.apiVersion === apiVersion ? object : { ...object, apiVersion };
}
