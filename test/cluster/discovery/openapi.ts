import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import type { ResourceType } from '../resources/ResourceType.js';
import { groupNames, typesOf } from './discovery.js';
import { RESOURCE_TYPES } from '../resources/resourceTypes.js';

/** `/openapi/v3`: where each version's document is. */
export function openApiPaths(): JsonObject {
  const versions = [
    'api/v1',
    ...groupNames().flatMap((group) =>
      [...new Set(RESOURCE_TYPES.filter((type) => type.group === group).flatMap((type) => type.versions))].map(
        (version) => `apis/${group}/${version}`,
      ),
    ),
  ];
  return { paths: Object.fromEntries(versions.map((path) => [path, { serverRelativeURL: `/openapi/v3/${path}` }])) };
}

/** The document of one version: no more than says that the server validates fields itself. */
export function openApiDocument(group: string, version: string): JsonObject {
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1' },
    paths: Object.fromEntries(
      typesOf(group, version).map((type) => [pathOf(type, version), operations(type, version)]),
    ),
    components: { schemas: {} },
  };
}

function pathOf({ group, plural, namespaced }: ResourceType, version: string): string {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  return `${root}${namespaced ? '/namespaces/{namespace}' : ''}/${plural}/{name}`;
}

function operations({ group, kind }: ResourceType, version: string): JsonObject {
  const parameters = ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map((name) => ({
    name,
    in: 'query',
    schema: { type: 'string' },
  }));
  const operation = { parameters, responses: {}, 'x-kubernetes-group-version-kind': { group, kind, version } };
  return { patch: operation, post: operation, put: operation };
}
