import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { aggregated, apiGroup, apiGroups, apiResources, coreVersions, groupNames } from '../discovery/discovery.js';
import { openApiDocument, openApiPaths } from '../discovery/openapi.js';
import { ok, type Answer, type Call } from './Call.js';
import { noSuchPath } from './Status.js';

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** Answers a path that is no resource. */
export function answerPath(call: Call): Answer {
  const { request, context, response, message } = call;
  const path = request.path.replace(/(.)\/$/, '$1');
  switch (path) {
    case '/healthz':
    case '/livez':
    case '/readyz':
      response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end('ok');
      return undefined;
    case '/version':
      return ok(versionOf(context.serverVersion));
    case '/api':
    case '/apis': {
      const core = path === '/api';
      if (!(message.headers.accept ?? '').includes(AGGREGATED)) return ok(core ? coreVersions() : apiGroups());
      response.writeHead(200, { 'Content-Type': AGGREGATED }).end(JSON.stringify(aggregated(core)));
      return undefined;
    }
    case '/openapi/v3':
      return ok(openApiPaths());
    default:
      return ok(below(path));
  }
}

function below(path: string): JsonObject {
  const parts = path.split('/').slice(1);
  if (parts[0] === 'openapi' && parts[1] === 'v3') {
    const [root, first = '', second = ''] = parts.slice(2);
    return root === 'api' ? openApiDocument('', first) : openApiDocument(first, second);
  }
  const [root, first = '', second = ''] = parts;
  if (root === 'apis' && parts.length === 2 && groupNames().includes(first)) return apiGroup(first);
  const resources = root === 'api' ? apiResources('', first) : apiResources(first, second);
  if (resources === undefined || parts.length !== (root === 'api' ? 2 : 3)) throw noSuchPath();
  return resources;
}

function versionOf(gitVersion: string): JsonObject {
  const [, major = '', minor = ''] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? [];
  return {
    major,
    minor,
    gitVersion,
    gitCommit: '0'.repeat(40),
    gitTreeState: 'clean',
    buildDate: '2025-01-01T00:00:00Z',
    goVersion: 'go1.23.6',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}
