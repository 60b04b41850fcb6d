import { expect, it, test } from 'vitest';
import { readRuntime } from '../../../src/envoy/parse/readRuntime.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';

const values = (...layers: readonly JsonObject[]): Readonly<Record<string, string>> =>
  Object.fromEntries(readRuntime({ layered_runtime: { layers } }));
const layer = (static_layer: JsonObject): JsonObject => ({ name: 'n', static_layer });

/* common/runtime/runtime_impl.cc `ProtoLayer::walkProtoValue`. */
test.each<[string, JsonObject, Readonly<Record<string, string>>]>([
  ['a key with dots', { 'a.b': 1 }, { 'a.b': '1' }],
  ['members of a member', { a: { b: { c: true }, d: 'x' } }, { 'a.b.c': 'true', 'a.d': 'x' }],
  ['a fraction is one value', { a: { numerator: 3, denominator: 'MILLION' } }, { a: '3/MILLION' }],
  ['of a hundred unless it says', { a: { numerator: 3 } }, { a: '3/HUNDRED' }],
  ['half a number', { a: 0.5 }, { a: '0.5' }],
])('%s', (_what, own, expected) => expect(values(layer(own))).toEqual(expected));

it('takes the last of several layers, and takes those for empty that are not in a dump', () => {
  const admin = { name: 'admin', admin_layer: {} };
  expect(values(layer({ a: 1, b: 1 }), layer({ a: 2 }), admin)).toEqual({ a: '2', b: '1' });
});

it('reads `runtime.base` of older bootstraps', () => {
  expect(Object.fromEntries(readRuntime({ runtime: { base: { a: { b: 1 } } } }))).toEqual({ 'a.b': '1' });
  expect(readRuntime(undefined).size).toBe(0);
});
