import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConfigView } from '../../../src/app/proxyConfig/ConfigView.js';
import { viewAll } from '../../../src/app/proxyConfig/viewAll.js';
import { viewClusters } from '../../../src/app/proxyConfig/viewClusters.js';
import { viewEcds } from '../../../src/app/proxyConfig/viewEcds.js';
import { viewEndpoints } from '../../../src/app/proxyConfig/viewEndpoints.js';
import { viewListeners } from '../../../src/app/proxyConfig/viewListeners.js';
import { viewLoadAssignments } from '../../../src/app/proxyConfig/viewLoadAssignments.js';
import { viewRoutes } from '../../../src/app/proxyConfig/viewRoutes.js';
import { viewSecrets } from '../../../src/app/proxyConfig/viewSecrets.js';
import { isClustersStatus, readClustersStatus } from '../../../src/envoy/dump/readClustersStatus.js';
import { readConfigDump } from '../../../src/envoy/dump/readConfigDump.js';
import { loadSchema } from '../../../src/istio/protojson/loadSchema.js';
import { ProtoReader } from '../../../src/istio/protojson/ProtoReader.js';
import { renderJson, renderYaml } from '../../../src/render/proxyConfig/renderMessages.js';
import { renderNames } from '../../../src/render/proxyConfig/renderNames.js';
import { renderShort } from '../../../src/render/proxyConfig/renderShort.js';
import { renderWide } from '../../../src/render/proxyConfig/renderWide.js';
import type { JsonValue } from '../../../src/text/json/JsonValue.js';
import { createPalette } from '../../../src/text/Palette.js';
import { UserError } from '../../../src/text/UserError.js';
import { goldenClusters, goldenDump } from '../../istio/table/golden.js';

const NOW = new Date('2026-11-20T16:00:00Z');
const schema = await loadSchema();
const palette = createPalette(false);

const DOCUMENTS: readonly JsonValue[] = [
  goldenDump('shop/vault-client-58c7d6f9b4-t5w8n.locked').document.value,
  goldenDump('ambient/waypoint-6f7c8d9b5-c4j6w.books').document.value,
  goldenClusters('shop/redis-0.data').document.value,
];

/** Everything that `proxy-config` can print of a document, as many characters as that is. */
function printAll(value: JsonValue): number {
  const document = { name: 'x.json', value, text: JSON.stringify(value) };
  const configDump = () => readConfigDump(document);
  const clusters = () => (isClustersStatus(value) ? readClustersStatus(document) : undefined);
  const views: readonly (() => ConfigView)[] = [
    () => viewClusters(configDump(), { port: 80 }),
    () => viewListeners(configDump(), { type: 'HTTP', address: '0.0.0.0' }),
    () => viewListeners(configDump(), {}, { waypoint: true }),
    () => viewRoutes(configDump(), {}),
    () => viewEndpoints({ name: 'x', configDump, clusters }, { status: 'healthy' }),
    () => viewLoadAssignments(configDump(), { address: 'x' }),
    () => viewSecrets(configDump(), NOW),
    () => viewEcds(configDump()),
    () => viewAll(configDump(), {}, { now: NOW }),
  ];
  return views.reduce((length, view) => length + attempt(() => printView(view())), 0);
}

function printView(view: ConfigView): number {
  const reader = new ProtoReader(schema);
  const chunks = [
    renderShort(view, true),
    renderWide(view, palette),
    renderNames(view),
    ...renderJson(view, reader),
    ...renderYaml(view, reader),
  ];
  return chunks.join('').length;
}

function attempt(print: () => number): number {
  try {
    return print();
  } catch (error) {
    if (error instanceof UserError) return 0;
    throw error;
  }
}

/** `value` with what is at one place, chosen by the numbers on the way down, replaced. */
function replaceAt(value: JsonValue, way: readonly number[], replacement: JsonValue): JsonValue {
  const [step, ...rest] = way;
  if (step === undefined || typeof value !== 'object' || value === null) return replacement;
  const entries = Object.entries<JsonValue>(value as Readonly<Record<string, JsonValue>>);
  if (entries.length === 0) return replacement;
  const chosen = step % entries.length;
  const replaced = entries.map(([key, item], index): [string, JsonValue] =>
    index === chosen ? [key, replaceAt(item, rest, replacement)] : [key, item],
  );
  return Array.isArray(value) ? replaced.map(([, item]) => item) : Object.fromEntries(replaced);
}

test('a dump in which anything may stand anywhere is printed, or refused with a reason', () => {
  const mutated = fc.tuple(
    fc.constantFrom(...DOCUMENTS),
    fc.array(fc.tuple(fc.array(fc.nat(50), { minLength: 1, maxLength: 14 }), fc.jsonValue({ maxDepth: 3 })), {
      maxLength: 6,
    }),
  );
  fc.assert(
    fc.property(mutated, ([document, changes]) => {
      const value = changes.reduce(
        (sum, [way, replacement]) => replaceAt(sum, way, replacement as JsonValue),
        document,
      );
      expect(printAll(value)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 60 },
  );
});

test('anything at all is printed, or refused with a reason', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      expect(printAll(value as JsonValue)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 300 },
  );
});

test('what is printed of a whole dump is not nothing', () => {
  for (const document of DOCUMENTS) expect(printAll(document)).toBeGreaterThan(10_000);
});
