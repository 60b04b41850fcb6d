import { existsSync, globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resolvePointer } from '../../../src/text/json/pointer.js';
import { configOf, everything, modelNodes, readDocument } from './wholeConfig.js';

const dumps = globSync('fixtures/*/pods/*/*/config_dump.json').toSorted();

/** Fixtures whose dumps were put together by hand, of a few pieces. */
const HAND_MADE = ['fixtures/redirect-loop/', 'fixtures/webapp-calculator/'];

function whole(path: string) {
  const clusters = path.replace('config_dump', 'clusters');
  const document = readDocument(path);
  const clustersDocument = existsSync(clusters) ? readDocument(clusters) : undefined;
  return { document, clustersDocument, all: everything(configOf(document, clustersDocument)) };
}

/** What of these proxies is not modelled: filters by their type, of v2 those that have a name only. No field of any message is. */
const NOT_MODELLED = [
  '',
  'envoy.extensions.filters.http.compressor.v3.Compressor',
  'envoy.extensions.filters.http.grpc_stats.v3.FilterConfig',
  'envoy.extensions.filters.http.lua.v3.Lua',
  'envoy.tcp.metadataexchange.config.MetadataExchange',
  'io.istio.http.peer_metadata.Config',
  'io.istio.network.authn.Config',
  'istio.envoy.config.filter.http.authn.v2alpha1.FilterConfig',
  'stats.PluginConfig',
];

describe('the dumps under fixtures', () => {
  it('are there', () => {
    expect(dumps.length).toBeGreaterThanOrEqual(25);
  });

  it.each(dumps)('%s has nothing that is unknown but filters of Istio', (path) => {
    const unknown = new Set<string>();
    for (const { node } of modelNodes(whole(path).all)) {
      if ('kind' in node && node.kind === 'unparsed') unknown.add('typeUrl' in node ? String(node.typeUrl) : '');
      if ('kind' in node && node.kind === 'unsupported') unknown.add(JSON.stringify(node));
      if ('unsupported' in node && Array.isArray(node.unsupported))
        node.unsupported.forEach((name) => unknown.add(String(name)));
    }
    expect([...unknown].filter((name) => !NOT_MODELLED.includes(name))).toEqual([]);
  });

  it.each(dumps)('%s has what each pointer points at, under the same name', (path) => {
    const { document, clustersDocument, all } = whole(path);
    let checked = 0;
    for (const { node, path: fields } of modelNodes(all)) {
      if (!('at' in node) || typeof node.at !== 'string') continue;
      const source = fields[0] === 'hosts' ? clustersDocument : document;
      const raw = source && resolvePointer(source.value, node.at);
      expect(raw, `${fields.join('.')} at ${node.at}`).toBeDefined();
      // A data input goes by its type.
      const named = typeof raw === 'object' && raw !== null && 'name' in raw && fields.at(-1) !== 'input';
      if (named && 'name' in node) expect(node.name).toBe(raw.name);
      checked += 1;
    }
    expect(checked).toBeGreaterThan(HAND_MADE.some((folder) => path.startsWith(folder)) ? 9 : 100);
  });

  it('join every EDS cluster with its endpoints where the dump has them', () => {
    const path = 'fixtures/shop/pods/web/frontend-7d9c6b5f4-2xkqp/config_dump.json';
    const config = configOf(readDocument(path));
    const clusters = config.clusterNames().map((name) => config.cluster(name));
    const eds = clusters.flatMap((found) =>
      found.kind === 'found' && found.value.type.kind === 'EDS' ? [found.value] : [],
    );
    expect(eds.length).toBeGreaterThan(5);
    expect(eds.filter((cluster) => config.loadAssignment(cluster).kind !== 'found')).toEqual([]);
  });
});
