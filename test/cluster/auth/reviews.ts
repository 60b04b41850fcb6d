import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { at, mapAt, parseJsonText, textAt, textsAt } from '../objects/json.js';
import { badRequest } from '../server/Status.js';
import type { ClusterState } from '../state/ClusterState.js';
import type { Attributes } from './Attributes.js';
import { authorize, rulesOf } from './authorize.js';
import type { User } from './User.js';

/** Resources that are only asked, never stored: by plural. */
export const REVIEWS: Readonly<Record<string, { readonly group: string; readonly kind: string }>> = {
  selfsubjectaccessreviews: { group: 'authorization.k8s.io', kind: 'SelfSubjectAccessReview' },
  selfsubjectrulesreviews: { group: 'authorization.k8s.io', kind: 'SelfSubjectRulesReview' },
  selfsubjectreviews: { group: 'authentication.k8s.io', kind: 'SelfSubjectReview' },
};

/** Answers a review. */
export function review(state: ClusterState, user: User, plural: string, body: string): JsonObject {
  const sent = parseJsonText(body);
  if (sent === undefined) throw badRequest('the body of the request was in an unknown format');
  const { group, kind } = REVIEWS[plural] ?? { group: '', kind: '' };
  const head = { kind, apiVersion: `${group}/v1`, metadata: { creationTimestamp: null }, spec: mapAt(sent, 'spec') };
  switch (plural) {
    case 'selfsubjectaccessreviews': {
      const { allowed, problems } = authorize(state, user, attributesOf(mapAt(sent, 'spec')));
      return {
        ...head,
        status: { allowed, ...(problems.length === 0 ? {} : { reason: `RBAC: ${problems.join(', ')}` }) },
      };
    }
    case 'selfsubjectrulesreviews':
      return { ...head, status: statusOfRules(state, user, textAt(sent, 'spec', 'namespace')) };
    default:
      return {
        ...head,
        status: {
          userInfo: { username: user.name, groups: user.groups, ...(user.uid === undefined ? {} : { uid: user.uid }) },
        },
      };
  }
}

function attributesOf(spec: JsonObject): Attributes {
  const path = at(spec, 'nonResourceAttributes');
  if (path !== undefined) return { verb: textAt(path, 'verb'), path: textAt(path, 'path') };
  const word = (field: string) => textAt(spec, 'resourceAttributes', field);
  return {
    verb: word('verb'),
    group: word('group'),
    resource: word('resource'),
    subresource: word('subresource'),
    name: word('name'),
    namespace: word('namespace'),
  };
}

function statusOfRules(state: ClusterState, user: User, namespace: string): JsonObject {
  const all = user.groups.includes('system:masters');
  const rules = all
    ? [
        { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
        { nonResourceURLs: ['*'], verbs: ['*'] },
      ]
    : rulesOf(state, user, namespace).rules.map(({ rule }) => rule);
  const ofPaths = rules.filter((rule) => textsAt(rule, 'nonResourceURLs').length > 0);
  return {
    resourceRules: rules.filter((rule) => !ofPaths.includes(rule)),
    nonResourceRules: ofPaths.map((rule) => ({
      verbs: textsAt(rule, 'verbs'),
      nonResourceURLs: textsAt(rule, 'nonResourceURLs'),
    })),
    incomplete: false,
  };
}
