import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { isJsonObject } from '../../../src/text/json/JsonValue.js';
import { listAt, textAt, textsAt } from '../objects/json.js';
import { namespaceOf, type KubeObject } from '../objects/KubeObject.js';
import { StatusError } from '../server/Status.js';
import type { ClusterState } from '../state/ClusterState.js';
import type { Attributes, ResourceAttributes } from './Attributes.js';
import type { User } from './User.js';

const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** What RBAC says, and what it could not look up. */
export interface Ruling {
  readonly allowed: boolean;
  /** As the server gives it after `RBAC: `. */
  readonly problems: readonly string[];
}

/** A rule that is the user's, and where it holds: empty for everywhere. */
export interface GrantedRule {
  readonly namespace: string;
  readonly rule: JsonObject;
}

/** Whether a user may do something, by the Roles and bindings that are in the state. */
export function authorize(state: ClusterState, user: User, asked: Attributes): Ruling {
  if (user.groups.includes('system:masters')) return { allowed: true, problems: [] };
  const { rules, problems } = rulesOf(state, user, 'path' in asked ? '' : asked.namespace);
  return { allowed: rules.some(({ rule }) => allows(rule, asked)), problems };
}

/** The rules that a user has in a namespace, and those of the whole cluster. */
export function rulesOf(
  state: ClusterState,
  user: User,
  namespace: string,
): { readonly rules: readonly GrantedRule[]; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const bindings = [
    ...state.list(`clusterrolebindings.${RBAC_GROUP}`),
    ...(namespace === '' ? [] : state.list(`rolebindings.${RBAC_GROUP}`, namespace)),
  ];
  const rules = bindings
    .filter((binding) => listAt(binding, 'subjects').some((subject) => isOf(subject, user, binding)))
    .flatMap((binding) => {
      const at = namespaceOf(binding);
      const cluster = textAt(binding, 'roleRef', 'kind') === 'ClusterRole';
      const name = textAt(binding, 'roleRef', 'name');
      const role = cluster
        ? state.get(`clusterroles.${RBAC_GROUP}`, '', name)
        : state.get(`roles.${RBAC_GROUP}`, at, name);
      if (role === undefined) problems.push(`${cluster ? 'clusterrole' : 'role'}.${RBAC_GROUP} "${name}" not found`);
      return listAt(role, 'rules')
        .filter(isJsonObject)
        .map((rule) => ({ namespace: at, rule }));
    });
  return { rules, problems };
}

/** The 403, worded as the server words it. */
export function forbidden(user: User, asked: Attributes, problems: readonly string[]): StatusError {
  const tail =
    problems.length === 0 ? '' : `: RBAC: ${problems.length === 1 ? (problems[0] ?? '') : `[${problems.join(', ')}]`}`;
  if ('path' in asked)
    return new StatusError(
      403,
      'Forbidden',
      `forbidden: User "${user.name}" cannot ${asked.verb} path "${asked.path}"${tail}`,
      {},
    );
  const { verb, group, resource, subresource, name, namespace } = asked;
  const full = group === '' ? resource : `${resource}.${group}`;
  const scope = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const what = subresource === '' ? resource : `${resource}/${subresource}`;
  return new StatusError(
    403,
    'Forbidden',
    `${full}${name === '' ? '' : ` "${name}"`} is forbidden: User "${user.name}" cannot ${verb} resource "${what}" in API group "${group}" ${scope}${tail}`,
    { ...(name === '' ? {} : { name }), ...(group === '' ? {} : { group }), kind: resource },
  );
}

function allows(rule: JsonObject, asked: Attributes): boolean {
  if (!has(textsAt(rule, 'verbs'), asked.verb)) return false;
  if ('path' in asked) {
    const { path } = asked;
    return textsAt(rule, 'nonResourceURLs').some(
      (url) => url === '*' || url === path || (url.endsWith('*') && path.startsWith(url.slice(0, -1))),
    );
  }
  const names = textsAt(rule, 'resourceNames');
  return (
    has(textsAt(rule, 'apiGroups'), asked.group) &&
    textsAt(rule, 'resources').some((resource) => coversResource(resource, asked)) &&
    (names.length === 0 || names.includes(asked.name))
  );
}

function coversResource(granted: string, { resource, subresource }: ResourceAttributes): boolean {
  if (granted === '*') return true;
  return (
    granted === (subresource === '' ? resource : `${resource}/${subresource}`) ||
    (subresource !== '' && granted === `*/${subresource}`)
  );
}

function has(granted: readonly string[], wanted: string): boolean {
  return granted.includes('*') || granted.includes(wanted);
}

function isOf(subject: JsonObject[string], user: User, binding: KubeObject): boolean {
  const name = textAt(subject, 'name');
  switch (textAt(subject, 'kind')) {
    case 'User':
      return name === user.name;
    case 'Group':
      return user.groups.includes(name);
    case 'ServiceAccount':
      return user.name === `system:serviceaccount:${textAt(subject, 'namespace') || namespaceOf(binding)}:${name}`;
    default:
      return false;
  }
}
