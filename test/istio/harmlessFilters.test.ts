import { expect, test } from 'vitest';
import { isHarmlessFilter } from '../../src/istio/harmlessFilters.js';
import type { JsonObject } from '../../src/text/json/JsonValue.js';

const WASM = 'envoy.extensions.filters.http.wasm.v3.Wasm';
const wasm = (runtime: string, code: string): JsonObject => ({
  config: { vm_config: { runtime, code: { local: { inline_string: code } } } },
});

test.each<[string, string, string, JsonObject, boolean]>([
  ['statistics since 1.17', 'istio.stats', 'stats.PluginConfig', {}, true],
  ['peer metadata', 'waypoint_downstream_peer_metadata', 'io.istio.http.peer_metadata.Config', {}, true],
  ['statistics compiled in, to 1.17', 'istio.stats', WASM, wasm('envoy.wasm.runtime.null', 'envoy.wasm.stats'), true],
  [
    'in another network filter',
    'x',
    WASM.replace('http', 'network'),
    wasm('envoy.wasm.runtime.null', 'envoy.wasm.metadata_exchange'),
    true,
  ],
  ['other code that is compiled in', 'istio.stats', WASM, wasm('envoy.wasm.runtime.null', 'my.code'), false],
  [
    'code of that name in a real machine',
    'istio.stats',
    WASM,
    wasm('envoy.wasm.runtime.v8', 'envoy.wasm.stats'),
    false,
  ],
  ['Lua of Istio’s name', 'istio.stats', 'envoy.extensions.filters.http.lua.v3.Lua', {}, false],
])('%s', (_row, name, typeUrl, value, expected) => {
  expect(isHarmlessFilter({ name, typeUrl, config: { kind: 'unparsed', value } })).toBe(expected);
});
