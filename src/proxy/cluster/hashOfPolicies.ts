import type { ClusterContext } from '../../envoy/cluster/ClusterContext.js';
import { headerValues } from '../../envoy/http/headers.js';
import type { HttpRequest } from '../../envoy/model/HttpRequest.js';
import type { HashPolicy } from '../../envoy/model/RouteAction.js';
import { hashOf } from './hashOf.js';

/** The hash of a request's `hash_policy` list; undefined where none of them finds its input (source/common/http/hash_policy.cc). */
export function hashOfPolicies({ hashPolicies, request, connection, filterState }: ClusterContext): number | undefined {
  let hash: number | undefined;
  for (const policy of hashPolicies) {
    const input =
      policy.kind === 'filter_state'
        ? filterState.get(policy.name)
        : policy.kind === 'connection_properties'
          ? connection.source.ip.text
          : request === undefined
            ? undefined
            : inputOf(policy, request);
    if (input === undefined) continue;
    hash = hashOf(`${hash ?? ''} ${input}`);
    if (policy.terminal) break;
  }
  return hash;
}

function inputOf({ kind, name }: HashPolicy, request: HttpRequest): string | undefined {
  switch (kind) {
    case 'header': {
      const values = headerValues(request, name.toLowerCase());
      return values.length === 0 ? undefined : [...values].sort().join(',');
    }
    case 'cookie':
      return cookieOf(request, name);
    case 'query_parameter':
      return new URLSearchParams(request.path.split('?', 2)[1] ?? '').get(name) ?? undefined;
    case 'connection_properties':
    case 'filter_state':
    case 'unsupported':
      return undefined;
  }
}

function cookieOf(request: HttpRequest, name: string): string | undefined {
  for (const line of headerValues(request, 'cookie')) {
    for (const pair of line.split(';')) {
      const equals = pair.indexOf('=');
      if (pair.slice(0, Math.max(0, equals)).trim() === name) return pair.slice(equals + 1).trim();
    }
  }
  return undefined;
}
