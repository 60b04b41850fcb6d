import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/text/json/JsonValue.js';
import { matchRoute } from '../../../src/envoy/route/matchRoute.js';
import { matchVirtualHost } from '../../../src/envoy/route/matchVirtualHost.js';
import { chooseLikeliest } from '../../../src/logic/Fork.js';
import { requestContext } from '../requestContext.js';
import { routeConfiguration, virtualHosts } from './routes.js';

const FIELDS = [
  'prefix',
  'path',
  'safe_regex',
  'headers',
  'query_parameters',
  'cookies',
  'runtime_fraction',
  'name',
  'regex',
  'string_match',
  'exact',
  'present_match',
  'range_match',
];
const junk = fc.letrec<{ node: JsonValue }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...FIELDS), tie('node'), { maxKeys: 4 }),
  ),
})).node;

describe('routing', () => {
  it('never throws, whatever the configuration and the request', () => {
    fc.assert(
      fc.property(junk, fc.string(), fc.string(), (match, authority, path) => {
        const config = routeConfiguration({
          virtual_hosts: [{ domains: ['*'], routes: [{ match, route: { cluster: 'c' } }] }],
        });
        const context = requestContext('GET /');
        const sent = { ...context, request: { ...context.request, authority, path } };
        const found = matchVirtualHost(config, sent);
        if (found.value) matchRoute(found.value, sent, config, chooseLikeliest);
      }),
    );
  });

  it('a host is taken by its own domain, whatever the others are', () => {
    const host = fc.stringMatching(/^[a-z]{1,5}\.[a-z]{1,5}$/);
    const others = fc.array(fc.stringMatching(/^(\*\.|\*)?[a-z]{1,3}(\.\*|\*)?$/), { maxLength: 5 });
    fc.assert(
      fc.property(host, others, (own, rest) => {
        const domains = [...new Set([...rest.filter((domain) => domain !== own), own])];
        expect(virtualHosts(domains.map((domain) => [domain])).host(own)).toBe(own);
      }),
    );
  });
});
