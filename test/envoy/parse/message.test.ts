import { describe, expect, it } from 'vitest';
import { durationMs } from '../../../src/envoy/parse/durationMs.js';
import { fieldNames } from '../../../src/envoy/parse/fieldNames.js';
import { Message } from '../../../src/envoy/parse/Message.js';
import { readAny } from '../../../src/envoy/parse/readAny.js';
import type { JsonObject, JsonValue } from '../../../src/text/json/JsonValue.js';

const message = (value: JsonValue) => new Message(value, '/m');

describe('how protobuf is written as JSON', () => {
  it.each<[string, unknown, unknown]>([
    ['a number', message({ n: 5 }).number('n'), 5],
    ['a number as text', message({ n: '5' }).number('n'), 5],
    ['a wrapper', message({ n: { value: 5 } }).number('n'), 5],
    ['a Percent of 0', message({ n: {} }).number('n'), 0],
    ['text that is no number', message({ n: 'x' }).number('n'), undefined],
    ['a bool', message({ b: true }).flag('b'), true],
    ['a BoolValue', message({ b: { value: true } }).flag('b'), true],
    ['no bool', message({}).flag('b'), false],
    ['an enum by name', message({ e: 'B' }).choice('e', ['A', 'B']), 'B'],
    ['an enum by number', message({ e: 1 }).choice('e', ['A', 'B']), 'B'],
    ['no enum is the first', message({}).choice('e', ['A', 'B']), 'A'],
    ['null is not set', message({ s: null }).has('s'), false],
    ['camelCase', message({ someName: 'x' }).string('some_name'), 'x'],
    ['hidden_envoy_deprecated_', message({ hidden_envoy_deprecated_some_name: 'x' }).string('some_name'), 'x'],
    ['a repeated field', message({ l: ['a', 'b'] }).strings('l'), ['a', 'b']],
    ['one value for a repeated field', message({ l: 'a' }).strings('l'), ['a']],
  ])('%s', (_name, got, expected) => {
    expect(got).toEqual(expected);
  });

  it.each<[JsonValue, number | undefined]>([
    ['15s', 15_000],
    ['0.250s', 250],
    ['1.5s', 1500],
    ['0.3s', 300],
    ['0s', 0],
    [{ seconds: '15', nanos: 500_000_000 }, 15_500],
    [{ seconds: 1 }, 1000],
    ['15', undefined],
    ['1h', undefined],
    [{ hours: 1 }, undefined],
  ])('duration %j is %s ms', (value, expected) => {
    expect(durationMs(value)).toBe(expected);
  });
});

describe('pointers', () => {
  it('name the field as it is spelt', () => {
    const camel = message({ someName: [{ 'a/b': 1 }], 'x~y': 1 });
    expect(camel.pointer('some_name')).toBe('/m/someName');
    expect(camel.messages('some_name').map((part) => part.pointer('a/b'))).toEqual(['/m/someName/0/a~1b']);
    expect(camel.pointer('x~y')).toBe('/m/x~0y');
  });

  it('of a field that is not set are the message’s', () => {
    expect(message({}).pointer('x')).toBe('/m');
  });
});

describe('unread fields', () => {
  const unread = (value: JsonValue, read: (m: Message) => unknown = () => undefined): readonly string[] => {
    const m = message(value);
    read(m);
    return m.unread(fieldNames('stat_prefix'));
  };

  it.each<[string, readonly string[], readonly string[]]>([
    ['one that nobody asked for', unread({ frob: 1 }), ['frob']],
    ['in snake_case', unread({ frobAll: 1 }), ['frob_all']],
    ['without its prefix', unread({ hidden_envoy_deprecated_frob: 1 }), ['frob']],
    ['not a harmless one, in any spelling', unread({ statPrefix: 'x' }), []],
    ['not a type', unread({ '@type': 'x' }), []],
    ['not one that is empty', unread({ a: '', b: [], c: null }), []],
    ['one that is false', unread({ a: false }), ['a']],
    ['one that was read', unread({ a: 1 }, (m) => m.number('a')), []],
    ['one of the wrong shape', unread({ a: 'x' }, (m) => m.flag('a')), ['a']],
    ['an enum value of a later release', unread({ a: 'C' }, (m) => m.choice('a', ['A', 'B'])), ['a']],
    ['those of a part', unread({ a: { b: 1, c: 2 } }, (m) => m.message('a')?.number('b')), ['a.c']],
    ['those of repeated parts, once', unread({ a: [{ c: 1 }, { c: 2 }] }, (m) => m.messages('a')), ['a.c']],
    ['a message that is none', unread(7), ['(not an object)']],
    ['a part that is none', unread({ a: 7 }, (m) => m.message('a')), ['a.(not an object)']],
  ])('%s', (_name, got, expected) => {
    expect(got).toEqual(expected);
  });
});

describe('Any', () => {
  it.each<[string, JsonObject, object]>([
    ['a message', { '@type': 'type.googleapis.com/a.B', x: 1 }, { at: '/m', typeUrl: 'a.B' }],
    [
      'udpa TypedStruct',
      { '@type': 'type.googleapis.com/udpa.type.v1.TypedStruct', type_url: 'type.googleapis.com/a.B', value: { x: 1 } },
      { at: '/m/value', typeUrl: 'a.B', value: { x: 1 } },
    ],
    [
      'xds TypedStruct in camelCase',
      { '@type': 'type.googleapis.com/xds.type.v3.TypedStruct', typeUrl: 'a.B', value: { x: 1 } },
      { at: '/m/value', typeUrl: 'a.B', value: { x: 1 } },
    ],
    [
      'TypedStruct without value',
      { '@type': 'x/udpa.type.v1.TypedStruct', type_url: 'a.B' },
      { at: '/m', typeUrl: 'a.B', value: {} },
    ],
    [
      'Struct',
      { '@type': 'x/google.protobuf.Struct', value: { x: 1 } },
      { at: '/m/value', typeUrl: '', value: { x: 1 } },
    ],
    ['v2 config', { x: 1 }, { at: '/m', typeUrl: '', value: { x: 1 } }],
  ])('%s', (_name, json, expected) => {
    expect(readAny(json, '/m')).toMatchObject(expected);
  });
});
