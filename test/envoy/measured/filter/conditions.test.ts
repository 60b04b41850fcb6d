import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../src/text/json/JsonValue.js';
import { extension } from '../../../proof/envoy/gen/types.js';
import { answer, outcomeOf } from '../measured.js';

/* Measured on Envoy 1.40.0: conditions of RBAC policies, source/extensions/filters/common/expr. */

const text = (string_value: string): JsonObject => ({ const_expr: { string_value } });
const int = (value: number): JsonObject => ({ const_expr: { int64_value: String(value) } });
const ident = (name: string): JsonObject => ({ ident_expr: { name } });
const of = (operand: JsonObject, field: string, test_only = false): JsonObject => ({
  select_expr: { operand, field, ...(test_only ? { test_only } : {}) },
});
const call = (name: string, ...args: readonly JsonValue[]): JsonObject => ({
  call_expr: { function: name, args: [...args] },
});
const on = (target: JsonObject, name: string, ...args: readonly JsonValue[]): JsonObject => ({
  call_expr: { target, function: name, args: [...args] },
});
const list = (...elements: readonly JsonValue[]): JsonObject => ({ list_expr: { elements: [...elements] } });
const request = (field: string): JsonObject => of(ident('request'), field);
const header = (name: string): JsonObject => call('_[_]', request('headers'), text(name));
const is = (a: JsonObject, b: JsonObject): JsonObject => call('_==_', a, b);
const metadata = (...keys: readonly string[]): JsonObject =>
  keys.reduce((inside, key) => call('_[_]', inside, text(key)), of(ident('metadata'), 'filter_metadata'));
const get = is(request('method'), text('GET'));
const broken = is(header('none'), text('1'));

const FILTERS = 'envoy.extensions.filters.http.';
const SENT = {
  line: 'GET /a?q=1',
  headers: [
    ['x-a', '1'],
    ['x-two', '1'],
    ['x-two', '2'],
    ['user-agent', 'ua'],
  ] as const,
};

function allows(policy: JsonObject): string {
  const values = { a: '1', d: 5, l: ['yy', 'zz'], o: { x: '1' } };
  const filters = [
    extension('sm', `${FILTERS}set_metadata.v3.Config`, { metadata: [{ metadata_namespace: 'n', value: values }] }),
    extension('rbac', `${FILTERS}rbac.v3.RBAC`, {
      rules: { policies: { p: { permissions: [{ any: true }], principals: [{ any: true }], ...policy } } },
    }),
  ];
  const got = answer(outcomeOf({ filters }, SENT));
  return { '200 via_upstream': 'yes', '403 rbac_access_denied_matched_policy[none]': 'no' }[got] ?? got;
}

describe('attributes', () => {
  test.each<[string, JsonObject, 'yes' | 'no']>([
    ['request.method', get, 'yes'],
    ['request.path has the query', is(request('path'), text('/a?q=1')), 'yes'],
    ['request.url_path has not', is(request('url_path'), text('/a')), 'yes'],
    ['request.query', is(request('query'), text('q=1')), 'yes'],
    ['request.host', is(request('host'), text('example.com')), 'yes'],
    ['request.protocol', is(request('protocol'), text('HTTP/1.1')), 'yes'],
    ['request.useragent', is(request('useragent'), text('ua')), 'yes'],
    ['request.size', is(request('size'), int(0)), 'yes'],
    ['has(request.referer)', of(ident('request'), 'referer', true), 'no'],
    ['has(request.duration)', of(ident('request'), 'duration', true), 'no'],
    ['a header, in any case', is(header('X-A'), text('1')), 'yes'],
    ['a repeated header is joined', is(header('x-two'), text('1,2')), 'yes'],
    ['a header that is missing is an error', call('_!=_', header('none'), text('1')), 'no'],
    ['in request.headers', call('@in', text('x-a'), request('headers')), 'yes'],
    ['source.address', is(of(ident('source'), 'address'), text('192.168.1.1:5555')), 'yes'],
    ['destination.port', is(of(ident('destination'), 'port'), int(80)), 'yes'],
    ['connection.mtls', of(ident('connection'), 'mtls'), 'no'],
    ['connection.tls_version without TLS', call('_!=_', of(ident('connection'), 'tls_version'), text('x')), 'no'],
    ['metadata', is(metadata('n', 'o', 'x'), text('1')), 'yes'],
    ['metadata numbers', is(metadata('n', 'd'), int(5)), 'yes'],
    ['metadata lists', call('@in', text('zz'), metadata('n', 'l')), 'yes'],
    ['metadata of another namespace', is(metadata('zz', 'a'), text('1')), 'no'],
  ])('%s', (_row, condition, expected) => expect(allows({ condition })).toBe(expected));
});

describe('functions', () => {
  test.each<[string, JsonObject, 'yes' | 'no']>([
    ['startsWith', on(request('path'), 'startsWith', text('/a')), 'yes'],
    ['endsWith', on(request('path'), 'endsWith', text('=1')), 'yes'],
    ['contains', on(request('path'), 'contains', text('?')), 'yes'],
    ['matches anywhere', on(request('path'), 'matches', text('q')), 'yes'],
    ['matches with anchors', on(request('path'), 'matches', text('^/a$')), 'no'],
    ['size', call('_>_', call('size', request('path')), int(3)), 'yes'],
    ['in a list', call('@in', request('method'), list(text('GET'), text('PUT'))), 'yes'],
    ['an index', is(call('_[_]', metadata('n', 'l'), int(1)), text('zz')), 'yes'],
    ['an index that is not there', is(call('_[_]', metadata('n', 'l'), int(9)), text('zz')), 'no'],
    ['another type is unequal', is(of(ident('destination'), 'port'), text('80')), 'no'],
    [
      'a whole number and another',
      call('_<_', of(ident('destination'), 'port'), { const_expr: { double_value: 80.5 } }),
      'yes',
    ],
    ['no order of texts and numbers', call('_<_', request('method'), int(1)), 'no'],
    ['&& with an error', call('_&&_', broken, { const_expr: { bool_value: true } }), 'no'],
    ['|| with an error', call('_||_', broken, get), 'yes'],
    ['! of an error', call('!_', broken), 'no'],
    [
      'a match of an error ends it, whatever && would say',
      call('!_', call('_&&_', on(header('none'), 'matches', text('a')), is(get, text('')))),
      'no',
    ],
    [
      'unless that is decided before',
      call('!_', call('_&&_', is(get, text('')), on(header('none'), 'matches', text('a')))),
      'yes',
    ],
    ['?:', call('_?_:_', call('@in', text('x-a'), request('headers')), get, broken), 'yes'],
    ['no boolean', text('true'), 'no'],
    ['null', { const_expr: { null_value: null } }, 'no'],
    ['no such name', ident('none'), 'no'],
  ])('%s', (_row, condition, expected) => expect(allows({ condition })).toBe(expected));

  test('one that is not run here is unknown by its name', () =>
    expect(allows({ condition: is(call('_+_', int(1), int(2)), int(3)) })).toBe(
      'unknown RBAC: condition: the function _+_ of CEL',
    ));
});

test('a checked condition is not looked at', () =>
  expect(allows({ checked_condition: { expr: is(request('method'), text('POST')) } })).toBe('yes'));
