import { describe, expect, it } from 'vitest';
import { filter, http } from './dump.js';
import { world } from './harness.js';
import { proxyOfB, shop } from './shopOfTwo.js';

const ALWAYS = { numerator: 100 };
const ABORT = { abort: { http_status: 418, percentage: ALWAYS } };
const fault = filter('fault', ABORT);
const FAULT = { '@type': 'type.googleapis.com/envoy.extensions.filters.http.fault.v3.HTTPFault', ...ABORT };
const delay = filter('fault', { delay: { fixed_delay: '0.1s', percentage: ALWAYS } }, 'delay');
const denyAll = filter('rbac', { rules: {} });

type Json = Readonly<Record<string, unknown>>;

/** What b's proxy answers a pod without sidecar: status, flags, details. */
function answer(filters: readonly Json[], host: Json, config: Json = {}): string {
  const routes = { name: 'rc', ...config, virtual_hosts: [{ name: 'v', domains: ['*'], ...host }] };
  const files = shop({ 'pods/web/b/config_dump.json': proxyOfB([http(routes, {}, { filters })]) });
  const { verdict } = world(files)('web/c', 'http://10.0.0.2:8080/');
  const status = verdict.caller.kind === 'status' ? String(verdict.caller.status) : verdict.caller.kind;
  return [status, verdict.flags, verdict.details].filter((part) => part !== '').join(' ');
}

const NOWHERE = { routes: [] };
const DIRECT = { routes: [{ match: { prefix: '/' }, direct_response: { status: 200 } }] };
const TLS = { ...DIRECT, require_tls: 'ALL' };

describe('filters run before what the route says', () => {
  it.each<[string, readonly Json[], Json, string]>([
    ['no route', [], NOWHERE, '404 NR route_not_found'],
    ['rbac before the 404', [denyAll], NOWHERE, '403 rbac_access_denied_matched_policy[none]'],
    ['fault before the 404', [fault], NOWHERE, '418 FI fault_filter_abort'],
    ['fault before a direct response', [fault], DIRECT, '418 FI fault_filter_abort'],
    ['require_tls', [], TLS, '301 direct_response'],
    ['require_tls before any route is matched', [], { ...NOWHERE, require_tls: 'ALL' }, '301 direct_response'],
    ['rbac before require_tls', [denyAll], TLS, '403 rbac_access_denied_matched_policy[none]'],
    ['fault before require_tls', [fault], TLS, '418 FI fault_filter_abort'],
    ['a delay marks the 404', [delay], NOWHERE, '404 DI,NR route_not_found'],
    ['a delay marks a direct response', [delay], DIRECT, '200 DI direct_response'],
    ['a delay marks another filter’s abort', [delay, fault], DIRECT, '418 DI,FI fault_filter_abort'],
    ['a delay marks a denial', [delay, denyAll], DIRECT, '403 DI rbac_access_denied_matched_policy[none]'],
  ])('%s', (_rule, filters, host, expected) => {
    expect(answer(filters, host)).toBe(expected);
  });

  it('a virtual host configures filters through its routes only', () => {
    const levels = { typed_per_filter_config: { fault: FAULT } };
    const idle = filter('fault', {}, 'fault');
    expect(answer([idle], { ...DIRECT, ...levels })).toBe('418 FI fault_filter_abort');
    expect(answer([idle], { ...NOWHERE, ...levels }, levels)).toBe('404 NR route_not_found');
  });
});
