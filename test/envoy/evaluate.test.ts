import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchFilterChain } from '../../src/envoy/chain/matchFilterChain.js';
import { chooseHost } from '../../src/envoy/cluster/chooseHost.js';
import { hostsOf } from '../../src/envoy/cluster/hostsOf.js';
import { matchTransportSocket } from '../../src/envoy/cluster/matchTransportSocket.js';
import { acceptingListener } from '../../src/envoy/listener/acceptingListener.js';
import { handOff } from '../../src/envoy/listener/handOff.js';
import { runListenerFilters } from '../../src/envoy/listener/runListenerFilters.js';
import type { EnvoyConfig } from '../../src/envoy/model/EnvoyConfig.js';
import type { FilterChain } from '../../src/envoy/model/Listener.js';
import { chooseTcpProxyCluster } from '../../src/envoy/network/chooseTcpProxyCluster.js';
import { networkContext } from '../../src/envoy/network/networkContext.js';
import { parseRbac } from '../../src/envoy/parse/parseRbac.js';
import { evaluateRbac } from '../../src/envoy/rbac/evaluateRbac.js';
import { evaluateRbacMatcher } from '../../src/envoy/rbac/evaluateRbacMatcher.js';
import { terminateTls } from '../../src/envoy/tls/terminateTls.js';
import type { Decision } from '../../src/logic/Decision.js';
import { chooseLikeliest } from '../../src/logic/Fork.js';
import type { JsonObject, JsonValue } from '../../src/text/json/JsonValue.js';
import { UserError } from '../../src/text/UserError.js';
import { contextOf } from './cluster/clusters.js';
import { client } from './listener/connections.js';
import { exact, list, rbacAction, single, tree } from './matcher/trees.js';
import { broken } from './mutate.js';
import { configOf, documentOf, readDocument } from './parse/wholeConfig.js';
import { requestContext, socketAddress } from './requestContext.js';

const DUMPS = [
  'fixtures/ambient/pods/books/waypoint-6f7c8d9b5-c4j6w/config_dump.json',
  'fixtures/bookstore-15/pods/books/details-v1-54b8794ddf-jxksn/config_dump.json',
  'fixtures/hijack-119-fault/pods/canary/toolbox-97948fc8-ptlct/config_dump.json',
].map((path) => readDocument(path).value);

const CLIENTS = [
  client('http/1.1', '10.96.0.1:80'),
  client('none', '10.96.0.2:3306'),
  client('tls', '10.96.0.3:443', { sni: 'a.example.com', alpn: ['istio', 'h2'] }),
];

/** A decision says what it lacks exactly when it lacks it, and has a value only when it is made. */
function consistent({ truth, value, unknown }: Decision<unknown>): void {
  expect(truth === 'unknown').toBe(unknown !== undefined);
  if (truth !== 'yes') expect(value).toBeUndefined();
}

function evaluateListeners(config: EnvoyConfig): void {
  consistent(acceptingListener(config, socketAddress('127.0.0.1:15001')));
  for (const listener of config.listeners()) {
    for (const connection of CLIENTS) {
      const run = runListenerFilters(listener, connection);
      consistent(handOff(config, listener, run.connection));
      const chain = matchFilterChain(listener, run.connection);
      consistent(chain);
      if (chain.value !== undefined) evaluateChain(chain.value, run.connection);
    }
  }
}

function evaluateChain(chain: FilterChain, connection: Parameters<typeof terminateTls>[1]): void {
  terminateTls(chain, connection);
  for (const { config } of chain.filters) {
    if (config.kind === 'tcp_proxy') consistent(chooseTcpProxyCluster(config, new Map(), chooseLikeliest));
    if (config.kind === 'rbac' && config.rbac.rules !== undefined) {
      consistent(evaluateRbac(config.rbac.rules, networkContext(connection, false, undefined)));
    }
  }
}

function evaluateClusters(config: EnvoyConfig): void {
  for (const name of config.clusterNames()) {
    const found = config.cluster(name);
    if (found.kind !== 'found') continue;
    const hosts = hostsOf(config, found.value, contextOf());
    consistent(hosts);
    const host = hosts.value && chooseHost(found.value, hosts.value, contextOf(), chooseLikeliest);
    if (host !== undefined) consistent(host);
    consistent(matchTransportSocket(found.value, host?.value));
  }
}

describe('what is broken somewhere is decided, or not known', () => {
  it('a dump', () => {
    fc.assert(
      fc.property(broken(DUMPS), (dump) => {
        const config = read(dump);
        if (config === undefined) return;
        evaluateListeners(config);
        evaluateClusters(config);
      }),
      { numRuns: 100 },
    );
  });

  it('an RBAC policy', () => {
    const principal = { authenticated: { principal_name: { safe_regex: { regex: 'spiffe://.*' } } } };
    const permission = {
      and_rules: { rules: [{ header: { name: 'x', range_match: { start: 1, end: 5 } } }, { destination_port: 80 }] },
    };
    const ip = { remote_ip: { address_prefix: '10.0.0.0', prefix_len: 8 } };
    const policy = {
      permissions: [permission, { any: true }],
      principals: [principal, { not_id: ip }],
      condition: { const_expr: {} },
    };
    const matcher = tree(list([single('UriSanInput', { prefix: 'spiffe' }), rbacAction('a', 'ALLOW')]), {
      matcher: tree(exact('DestinationPortInput', { '80': rbacAction('b', 'DENY') })),
    });
    const configs: readonly JsonObject[] = [{ rules: { action: 'DENY', policies: { p: policy } } }, { matcher }];
    const context = requestContext('GET /a', { headers: { x: ['1', 'b'] } });
    fc.assert(
      fc.property(broken(configs), (config) => {
        const rbac = parseRbac(config, '');
        if (rbac.rules !== undefined) consistent(evaluateRbac(rbac.rules, context));
        if (rbac.matcher !== undefined) consistent(evaluateRbacMatcher(rbac.matcher, context));
      }),
      { numRuns: 2000 },
    );
  });
});

/** undefined: it is no dump any more. */
function read(dump: JsonValue): EnvoyConfig | undefined {
  try {
    return configOf(documentOf(dump));
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
