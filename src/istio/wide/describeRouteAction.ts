import { arrayField, field, numberField, objectField, objectsField, stringField } from '../../envoy/dump/field.js';
import type { JsonObject } from '../../text/json/JsonValue.js';

/** What a route does: its clusters with weights, a redirect, a direct response; then rewrite, mirror, timeout and retries. */
export function describeRouteAction(route: JsonObject): string {
  const action = objectField(route, 'route');
  if (action) return [describeTarget(action), ...describeExtras(action)].join(', ');
  const redirect = objectField(route, 'redirect');
  if (redirect) return describeRedirect(redirect);
  const direct = objectField(route, 'direct_response');
  if (direct) return `direct response ${numberField(direct, 'status') ?? 0}`;
  return objectField(route, 'non_forwarding_action') ? 'non-forwarding' : 'no action';
}

function describeTarget(action: JsonObject): string {
  const weighted = objectsField(objectField(action, 'weighted_clusters'), 'clusters').map(
    (cluster) => `${stringField(cluster, 'name') ?? ''} ${numberField(cluster, 'weight') ?? 0}`,
  );
  if (weighted.length > 0) return weighted.join(' + ');
  const header = stringField(action, 'cluster_header');
  return stringField(action, 'cluster') ?? (header === undefined ? 'cluster specifier' : `cluster of header ${header}`);
}

function describeExtras(action: JsonObject): readonly string[] {
  const retries = numberField(objectField(action, 'retry_policy'), 'num_retries');
  const prefix = stringField(action, 'prefix_rewrite');
  const regex = objectField(action, 'regex_rewrite');
  const timeout = stringField(action, 'timeout');
  const mirrors = objectsField(action, 'request_mirror_policies').map(
    (mirror) => `mirror ${stringField(mirror, 'cluster') ?? ''}`,
  );
  return [
    ...(prefix === undefined ? [] : [`prefix -> ${prefix}`]),
    ...(regex === undefined ? [] : [`path -> ${stringField(regex, 'substitution') ?? ''}`]),
    ...(field(action, 'host_rewrite_literal') === undefined
      ? []
      : [`host -> ${stringField(action, 'host_rewrite_literal') ?? ''}`]),
    ...mirrors,
    ...(timeout === undefined ? [] : [`timeout ${timeout}`]),
    ...(retries === undefined ? [] : [`retries ${retries}`]),
    ...(arrayField(action, 'hash_policy').length === 0 ? [] : ['hashed']),
  ];
}

function describeRedirect(redirect: JsonObject): string {
  const parts = ['scheme_redirect', 'host_redirect', 'port_redirect', 'path_redirect', 'prefix_rewrite']
    .map((name) => ({
      name: name.replace(/_(?:redirect|rewrite)$/, ''),
      value: stringField(redirect, name) ?? numberField(redirect, name),
    }))
    .filter(({ value }) => value !== undefined)
    .map(({ name, value }) => `${name}=${value ?? ''}`);
  const isHttps = field(redirect, 'https_redirect') === true ? ['scheme=https'] : [];
  const code = stringField(redirect, 'response_code') ?? 'MOVED_PERMANENTLY';
  return `redirect ${[...isHttps, ...parts, code].join(' ')}`;
}
