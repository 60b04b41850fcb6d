import { describe, expect, it } from 'vitest';
import { matchRoute } from '../../../src/envoy/route/matchRoute.js';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { requestContext } from '../requestContext.js';
import { routeConfiguration } from './routes.js';

const type = (name: string) => `type.googleapis.com/${name}`;
const route = (name: string, prefix: string) => ({ name, match: { prefix }, route: { cluster: 'c' } });
const oneRoute = (name: string, prefix: string) => ({
  action: { name: 'route', typed_config: { '@type': type('envoy.config.route.v3.Route'), ...route(name, prefix) } },
});
const list = (...routes: readonly JsonObject[]) => ({
  action: { name: 'routes', typed_config: { '@type': type('envoy.config.route.v3.RouteList'), routes } },
});
const input = (header_name: string) => ({
  name: 'header',
  typed_config: { '@type': type('envoy.type.matcher.v3.HttpRequestHeaderMatchInput'), header_name },
});
const tree = (kind: 'exact_match_map' | 'prefix_match_map', map: JsonObject, rest: JsonObject = {}) => ({
  matcher_tree: { input: input('x'), [kind]: { map } },
  ...rest,
});

function pick(matcher: JsonObject, path: string, x?: string | readonly string[]): string {
  const config = routeConfiguration({ virtual_hosts: [{ name: 'v', domains: ['*'], matcher }] });
  const [virtualHost] = config.virtualHosts;
  if (!virtualHost) throw new Error('no virtual host');
  const context = requestContext(`GET ${path}`, x === undefined ? {} : { headers: { x } });
  const decision = matchRoute(virtualHost, context, config, chooseLikeliest);
  return decision.truth === 'yes' ? (decision.value?.name ?? '') : decision.truth;
}

describe('VirtualHost.matcher', () => {
  const exact = tree('exact_match_map', { a: oneRoute('a', '/a') }, { on_no_match: oneRoute('other', '/') });
  it('the route of the entry that was hit', () => expect(pick(exact, '/a', 'a')).toBe('a'));
  it('on_no_match', () => expect(pick(exact, '/a', 'b')).toBe('other'));
  it('a hit whose route does not match: no route, nothing else is tried', () =>
    expect(pick(exact, '/b', 'a')).toBe('no'));
  it('lines of a repeated header are joined', () => expect(pick(exact, '/a', ['a', 'a'])).toBe('other'));

  const prefix = tree('prefix_match_map', { a: oneRoute('short', '/'), ab: oneRoute('long', '/x') });
  it('the longest prefix alone', () => {
    expect(pick(prefix, '/x', 'abc')).toBe('long');
    expect(pick(prefix, '/', 'abc')).toBe('no');
    expect(pick(prefix, '/', 'ac')).toBe('short');
  });

  const routes = tree('exact_match_map', { a: list(route('one', '/1'), route('two', '/')) });
  it('a RouteList is tried in order', () => {
    expect(pick(routes, '/1', 'a')).toBe('one');
    expect(pick(routes, '/2', 'a')).toBe('two');
    expect(pick(tree('exact_match_map', { a: list(route('one', '/1')) }), '/2', 'a')).toBe('no');
  });

  it('an action that is not known is unknown', () => {
    const odd = { action: { name: 'x', typed_config: { '@type': type('io.example.Action') } } };
    expect(pick(tree('exact_match_map', { a: odd }), '/', 'a')).toBe('unknown');
  });
});
