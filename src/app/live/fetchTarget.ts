import { isJsonObject, type JsonObject, type JsonValue } from '../../text/json/JsonValue.js';
import type { Target } from '../../kube/target/Target.js';
import { pathOf } from './apiPaths.js';
import { orApiFailure } from './apiFailure.js';
import type { Live } from './Live.js';
import { PROXY_RULES, type PolicyRule } from './PolicyRule.js';

/** The label by which an EndpointSlice says whose it is. */
const SERVICE_NAME = 'kubernetes.io/service-name';

/** The label that Gateway API implementations put on the pods of a Gateway. */
const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

/**
 * The objects by which `podsOfTarget` finds the pods of a TARGET: the object itself, and only such pods as it may take.
 *
 * @throws UserError: exit 2 when it is not there, exit 5 when the API server does not say.
 */
export async function fetchTarget({ cluster }: Live, target: Target): Promise<readonly JsonObject[]> {
  const { kind, namespace, name } = target;
  const get = (path: ReturnType<typeof pathOf>): Promise<JsonObject> =>
    orApiFailure(cluster.get(path), [...PROXY_RULES, getRule(path)]);
  const pods = (labelSelector?: string): Promise<readonly JsonObject[]> =>
    orApiFailure(cluster.list(pathOf('Pod', namespace), { labelSelector }), PROXY_RULES);
  switch (kind) {
    case 'Pod':
      return [await get(pathOf('Pod', namespace, name))];
    case 'Node':
      return orApiFailure(cluster.list(pathOf('Pod'), { fieldSelector: `spec.nodeName=${name}` }), PROXY_RULES);
    case 'Gateway':
      return pods(`${GATEWAY_NAME}=${name}`);
    case 'Service': {
      const slices = pathOf('EndpointSlice', namespace);
      const [service, own] = await Promise.all([
        get(pathOf('Service', namespace, name)),
        orApiFailure(cluster.list(slices, { labelSelector: `${SERVICE_NAME}=${name}` }), [
          ...PROXY_RULES,
          { ...getRule(slices), verbs: ['list'] },
        ]),
      ]);
      return [service, ...own, ...(await pods(equalityText(field(service, 'spec', 'selector'))))];
    }
    case 'CronJob': {
      const [cronJob, jobs, all] = await Promise.all([
        get(pathOf('CronJob', namespace, name)),
        orApiFailure(cluster.list(pathOf('Job', namespace)), PROXY_RULES),
        pods(),
      ]);
      return [cronJob, ...jobs, ...all];
    }
    case 'ReplicationController': {
      const found = await get(pathOf(kind, namespace, name));
      return [found, ...(await pods(equalityText(field(found, 'spec', 'selector'))))];
    }
    default: {
      const found = await get(pathOf(kind, namespace, name));
      return [found, ...(await pods(equalityText(field(found, 'spec', 'selector', 'matchLabels'))))];
    }
  }
}

function getRule({ group, resource }: ReturnType<typeof pathOf>): PolicyRule {
  return { group, resource, verbs: ['get'] };
}

function field(object: JsonObject, ...path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((value, key) => (isJsonObject(value) ? value[key] : undefined), object);
}

/** What all of the pods have; expressions of a selector are weighed when the pods are there. */
function equalityText(labels: JsonValue | undefined): string | undefined {
  if (!isJsonObject(labels)) return undefined;
  const parts = Object.entries(labels).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${key}=${value}`] : [],
  );
  return parts.length === 0 ? undefined : parts.join(',');
}
