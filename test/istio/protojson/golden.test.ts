import { describe, expect, test } from 'vitest';
import type { ConfigDump, SectionKind } from '../../../src/envoy/dump/ConfigDump.js';
import { requireBootstrap, requireSection } from '../../../src/envoy/dump/requireSection.js';
import { loadSchema } from '../../../src/istio/protojson/loadSchema.js';
import { printYaml, printYamlList } from '../../../src/istio/goYaml/printYaml.js';
import { printIndentedMessage } from '../../../src/istio/protojson/printIndentedMessage.js';
import { printJsonList } from '../../../src/istio/protojson/printJsonList.js';
import { ProtoReader } from '../../../src/istio/protojson/ProtoReader.js';
import type { ProtoNode } from '../../../src/istio/protojson/ProtoNode.js';
import { RESOURCE_TYPES } from '../../../src/istio/protojson/resourceTypes.js';
import { selectClusters } from '../../../src/istio/table/clusterTable.js';
import { selectLoadAssignments } from '../../../src/istio/table/edsTable.js';
import { selectClusterStatuses } from '../../../src/istio/table/endpointTable.js';
import { resourcesOf } from '../../../src/istio/table/resourcesOf.js';
import { selectRoutes } from '../../../src/istio/table/routeTable.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { golden, GOLDEN_PROXIES, goldenClusters, goldenDump } from '../table/golden.js';

const schema = await loadSchema();

function nodes(resources: readonly JsonObject[], kind: keyof typeof RESOURCE_TYPES): readonly ProtoNode[] {
  const reader = new ProtoReader(schema);
  return resources.map((resource) => reader.read(resource, RESOURCE_TYPES[kind]));
}

const resources = (dump: ConfigDump, kind: SectionKind) => resourcesOf(requireSection(dump, kind));

const LISTS: Readonly<Record<string, (dump: ConfigDump) => readonly ProtoNode[]>> = {
  cluster: (dump) => nodes(selectClusters(resources(dump, 'clusters'), {}), 'clusters'),
  listener: (dump) => nodes(resources(dump, 'listeners'), 'listeners'),
  route: (dump) => nodes(selectRoutes(resources(dump, 'routes'), {}), 'routes'),
  eds: (dump) => nodes(selectLoadAssignments(resources(dump, 'endpoints'), {}), 'endpoints'),
};

function message(value: JsonObject, name: string): ProtoNode {
  return new ProtoReader(schema).read(value, `envoy.admin.v3.${name}`);
}

describe.each(GOLDEN_PROXIES)('%s', (proxy) => {
  const dump = goldenDump(proxy);

  test('bootstrap', () => {
    const node = message(requireBootstrap(dump).value, 'BootstrapConfigDump');
    expect(printIndentedMessage(node)).toBe(golden(proxy, 'bootstrap.txt'));
  });
});

describe.each(GOLDEN_PROXIES.filter((proxy) => golden(proxy, 'cluster.json') !== undefined))('%s', (proxy) => {
  const dump = goldenDump(proxy);

  test.each(Object.entries(LISTS))('%s -o json', (name, list) => {
    expect([...printJsonList(list(dump))].join('')).toBe(golden(proxy, `${name}.json`));
  });

  test.each(Object.entries(LISTS))('%s -o yaml', (name, list) => {
    expect([...printYamlList(list(dump))].join('')).toBe(golden(proxy, `${name}.yaml`));
  });

  test('endpoint -o json and yaml', () => {
    const list = nodes(selectClusterStatuses(goldenClusters(proxy), {}), 'clusterStatuses');
    expect([...printJsonList(list)].join('')).toBe(golden(proxy, 'endpoint.json'));
    expect([...printYamlList(list)].join('')).toBe(golden(proxy, 'endpoint.yaml'));
  });

  test('secret -o json and yaml', () => {
    const node = message(requireSection(dump, 'secrets').value, 'SecretsConfigDump');
    expect(printIndentedMessage(node)).toBe(golden(proxy, 'secret.json'));
    expect(printYaml(node)).toBe(golden(proxy, 'secret.yaml'));
  });
});
