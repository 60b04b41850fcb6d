import { describe, expect, test } from 'vitest';
import type { ConfigDump, SectionKind } from '../../../src/envoy/dump/ConfigDump.js';
import { requireBootstrap, requireSection } from '../../../src/envoy/dump/requireSection.js';
import { bootstrapTable } from '../../../src/istio/table/bootstrapTable.js';
import { clusterTable, selectClusters, type ClusterFilter } from '../../../src/istio/table/clusterTable.js';
import { edsTable, selectLoadAssignments } from '../../../src/istio/table/edsTable.js';
import { endpointTable, type EndpointFilter } from '../../../src/istio/table/endpointTable.js';
import { listenerTable, matchesListenerFilter, type ListenerFilter } from '../../../src/istio/table/listenerTable.js';
import { resourcesOf } from '../../../src/istio/table/resourcesOf.js';
import { routeTable, selectRoutes } from '../../../src/istio/table/routeTable.js';
import { secretTable } from '../../../src/istio/table/secretTable.js';
import type { Table } from '../../../src/istio/table/Table.js';
import { tabwriter } from '../../../src/text/tabwriter.js';
import { golden, GOLDEN_PROXIES, GOLDEN_TIME, goldenClusters, goldenDump } from './golden.js';

const resources = (dump: ConfigDump, kind: SectionKind) => resourcesOf(requireSection(dump, kind));

const cluster = (filter: ClusterFilter) => (dump: ConfigDump) =>
  clusterTable(selectClusters(resources(dump, 'clusters'), filter));

const listener =
  (filter: ListenerFilter, verbose = true) =>
  (dump: ConfigDump) =>
    listenerTable(
      resources(dump, 'listeners').filter((each) => matchesListenerFilter(each, filter)),
      { verbose },
    );

const route =
  (name?: string, verbose = true) =>
  (dump: ConfigDump) =>
    routeTable(selectRoutes(resources(dump, 'routes'), { name }), { verbose });

const eds = (filter: EndpointFilter) => (dump: ConfigDump) =>
  edsTable(selectLoadAssignments(resources(dump, 'endpoints'), filter));

const TABLES: Readonly<Record<string, (dump: ConfigDump) => Table | string>> = {
  'cluster.txt': cluster({}),
  'cluster-inbound.txt': cluster({ direction: 'inbound' }),
  'cluster-outbound.txt': cluster({ direction: 'outbound' }),
  'cluster-port-80.txt': cluster({ port: 80 }),
  'listener.txt': listener({}),
  'listener-terse.txt': listener({}, false),
  'listener-port-80.txt': listener({ port: 80 }),
  'listener-port-15006.txt': listener({ port: 15006 }),
  'listener-type-HTTP.txt': listener({ type: 'HTTP' }),
  'listener-type-TCP.txt': listener({ type: 'TCP' }),
  'route.txt': route(),
  'route-terse.txt': route(undefined, false),
  'route-80.txt': route('80'),
  'eds.txt': eds({}),
  'eds-port-80.txt': eds({ port: 80 }),
  'secret.txt': (dump) => secretTable(requireSection(dump, 'secrets'), { now: GOLDEN_TIME }),
};

function print(table: Table | string): string {
  return typeof table === 'string' ? `${table}\n` : tabwriter(table.rows, table.padding);
}

describe.each(GOLDEN_PROXIES)('%s', (proxy) => {
  const dump = goldenDump(proxy);

  test.each(Object.entries(TABLES))('%s', (file, table) => {
    expect(print(table(dump))).toBe(golden(proxy, file));
  });

  test('endpoint.txt', () => {
    expect(print(endpointTable(goldenClusters(proxy), {}))).toBe(golden(proxy, 'endpoint.txt'));
  });

  test('the versions of all.txt', () => {
    const bootstrap = print(bootstrapTable(requireBootstrap(dump).bootstrap));
    expect(golden(proxy, 'all.txt')).toMatch(bootstrap);
  });
});

test('there are goldens to compare with', () => {
  expect(GOLDEN_PROXIES.length).toBeGreaterThan(20);
});
