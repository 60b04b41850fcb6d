import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { REVIEWS } from '../auth/reviews.js';
import type { ResourceType } from '../resources/ResourceType.js';
import { RESOURCE_TYPES } from '../resources/resourceTypes.js';

const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

/** `/api`. */
export function coreVersions(): JsonObject {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: '127.0.0.1:6443' }],
  };
}

/** `/apis`. */
export function apiGroups(): JsonObject {
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: groupNames().map(apiGroup) };
}

/** `/apis/GROUP`. */
export function apiGroup(group: string): JsonObject {
  const versions = versionsOf(group).map((version) => ({ groupVersion: `${group}/${version}`, version }));
  return { name: group, versions, preferredVersion: versions[0] ?? {} };
}

/** `/api/v1`, `/apis/GROUP/VERSION`; `undefined` for one that is not served. */
export function apiResources(group: string, version: string): JsonObject | undefined {
  const types = typesOf(group, version);
  if (types.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: group === '' ? version : `${group}/${version}`,
    resources: types.flatMap((type) => [
      { ...namesOf(type), name: type.plural, kind: type.kind, namespaced: type.namespaced, verbs: verbsOf(type) },
      ...type.subresources.map(({ name, kind, verbs }) => ({
        name: `${type.plural}/${name}`,
        singularName: '',
        namespaced: type.namespaced,
        kind,
        verbs,
      })),
    ]),
  };
}

/** `/api` and `/apis` for those who ask for all at once. */
export function aggregated(core: boolean): JsonObject {
  const groups = core ? [''] : groupNames();
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.map((group) => ({
      metadata: { ...(group === '' ? {} : { name: group }), creationTimestamp: null },
      versions: versionsOf(group).map((version) => ({
        version,
        freshness: 'Current',
        resources: typesOf(group, version).map((type) => aggregatedResource(type, version)),
      })),
    })),
  };
}

function aggregatedResource(type: ResourceType, version: string): JsonObject {
  const { group, plural, kind, namespaced, subresources } = type;
  return {
    resource: plural,
    responseKind: { group, version, kind },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: kind.toLowerCase(),
    verbs: verbsOf(type),
    ...(type.shortNames.length === 0 ? {} : { shortNames: type.shortNames }),
    ...(type.categories.length === 0 ? {} : { categories: type.categories }),
    ...(subresources.length === 0
      ? {}
      : {
          subresources: subresources.map((one) => ({
            subresource: one.name,
            responseKind: { group: one.name === 'scale' ? 'autoscaling' : group, version: 'v1', kind: one.kind },
            verbs: one.verbs,
          })),
        }),
  };
}

/** The groups that are served, but the core. */
export function groupNames(): readonly string[] {
  return [...new Set(RESOURCE_TYPES.map(({ group }) => group))].filter((group) => group !== '');
}

function versionsOf(group: string): readonly string[] {
  return [...new Set(RESOURCE_TYPES.filter((type) => type.group === group).flatMap(({ versions }) => versions))];
}

/** The types of one version. */
export function typesOf(group: string, version: string): readonly ResourceType[] {
  return RESOURCE_TYPES.filter((type) => type.group === group && type.versions.includes(version));
}

function verbsOf({ plural }: ResourceType): readonly string[] {
  return Object.hasOwn(REVIEWS, plural) ? ['create'] : VERBS;
}

function namesOf({ kind, shortNames, categories }: ResourceType): JsonObject {
  return {
    singularName: kind.toLowerCase(),
    ...(shortNames.length === 0 ? {} : { shortNames }),
    ...(categories.length === 0 ? {} : { categories }),
  };
}
