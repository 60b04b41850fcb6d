import { expect } from 'vitest';
import type { RouteConfiguration } from '../../../src/envoy/model/Route.js';
import { parseRouteConfiguration } from '../../../src/envoy/parse/parseRouteConfiguration.js';
import { matchRoute } from '../../../src/envoy/route/matchRoute.js';
import { matchVirtualHost } from '../../../src/envoy/route/matchVirtualHost.js';
import type { Choose } from '../../../src/logic/Fork.js';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import type { JsonObject, JsonValue } from '../../../src/text/json/JsonValue.js';
import { requestContext, type RequestOptions } from '../requestContext.js';

/** A route configuration from JSON as a dump has it. */
export function routeConfiguration(json: JsonObject): RouteConfiguration {
  return parseRouteConfiguration(json, '');
}

/** One virtual host `*` with routes given by their `match`; each forwards to cluster `c`. */
export function routes(matches: readonly JsonObject[], config: JsonObject = {}) {
  const list = matches.map((match): JsonValue => ({ match, route: { cluster: 'c' } }));
  const parsed = routeConfiguration({ ...config, virtual_hosts: [{ name: 'v', domains: ['*'], routes: list }] });
  return { on: (line: string, options: RequestOptions = {}) => outcome(parsed, line, options) };
}

function outcome(config: RouteConfiguration, line: string, options: RequestOptions) {
  const choose: Choose = chooseLikeliest;
  const context = requestContext(line, options);
  const [virtualHost] = config.virtualHosts;
  if (!virtualHost) throw new Error('no virtual host');
  const decision = matchRoute(virtualHost, context, config, choose);
  const number = virtualHost.routes.findIndex((route) => route === decision.value);
  const got = decision.truth === 'yes' ? `#${number + 1}` : decision.truth === 'no' ? 'none' : 'unknown';
  return {
    decision,
    picks: (expected: string) => {
      expect(got, decision.unknown).toBe(expected);
    },
  };
}

/** Hits, misses or leaves undecided: what a single match makes of a request. */
export function match(specification: JsonObject, config: JsonObject = {}) {
  const on = (line: string, options: RequestOptions = {}): string => {
    const { truth } = routes([specification], config).on(line, options).decision;
    return truth === 'yes' ? 'hit' : truth === 'no' ? 'miss' : 'unknown';
  };
  return { on };
}

/** The virtual host, each named by its domains, that takes a Host. */
export function virtualHosts(domains: readonly (readonly string[])[], config: JsonObject = {}) {
  const parsed = routeConfiguration({
    ...config,
    virtual_hosts: domains.map((list): JsonObject => ({ name: list.join(' '), domains: list, routes: [] })),
  });
  return {
    host: (authority: string, options: RequestOptions = {}): string => {
      const context = requestContext('GET /', options);
      const decision = matchVirtualHost(parsed, { ...context, request: { ...context.request, authority } });
      return decision.truth === 'yes' ? (decision.value?.name ?? '') : decision.truth;
    },
  };
}
