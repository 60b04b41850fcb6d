import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { match } from './routes.js';

const query = (specifier: JsonObject) => match({ prefix: '/', query_parameters: [{ name: 'a', ...specifier }] });
const exact = { string_match: { exact: 'b' } };

describe('query_parameters', () => {
  it.each<[string, JsonObject, string, string]>([
    ['the first value counts', exact, '/?a=b&a=c', 'hit'],
    ['the second does not', exact, '/?a=c&a=b', 'miss'],
    ['values are not decoded', exact, '/?a=%62', 'miss'],
    ['names are not decoded', exact, '/?%61=b', 'miss'],
    ['+ is literal', { string_match: { exact: 'b+c' } }, '/?a=b+c', 'hit'],
    ['no = is the empty value', { string_match: { exact: '' } }, '/?a', 'hit'],
    ['a leading & is fine', exact, '/?&a=b', 'hit'],
    ['?? is part of the key', exact, '/??a=b', 'miss'],
    ['; separates nothing', exact, '/?x=1;a=b', 'miss'],
    ['names are case-sensitive', exact, '/?A=b', 'miss'],
    ['values are case-sensitive', exact, '/?a=B', 'miss'],
    ['ignore_case', { string_match: { exact: 'b', ignore_case: true } }, '/?a=B', 'hit'],
    ['no specifier is presence', {}, '/?a', 'hit'],
    ['no specifier, absent', {}, '/?b', 'miss'],
    ['present_match', { present_match: true }, '/?a=1', 'hit'],
    ['present_match false is absence', { present_match: false }, '/?b', 'hit'],
    ['present_match false, present', { present_match: false }, '/?a', 'miss'],
    ['a missing one matches no string', { string_match: { prefix: '' } }, '/', 'miss'],
    ['v2 value', { value: 'b' }, '/?a=b', 'hit'],
    ['v2 regex', { value: 'b+', regex: true }, '/?a=bb', 'hit'],
  ])('%s', (_rule, specifier, path, expected) => {
    expect(query(specifier).on(`GET ${path}`)).toBe(expected);
  });
});

const cookie = (rest: JsonObject) => match({ prefix: '/', cookies: [{ name: 'a', ...rest }] });
const one = { string_match: { exact: '1' } };

describe('cookies', () => {
  it.each<[string, JsonObject, string | readonly string[] | undefined, string]>([
    ['a value', one, 'x=y; a=1; b=2', 'hit'],
    ['the first of that name counts', one, 'a=2; a=1', 'miss'],
    ['over all Cookie headers', one, ['a=2', 'a=1'], 'miss'],
    ['in the second Cookie header', one, ['x=2', 'a=1'], 'hit'],
    ['quotes are removed', one, 'a="1"', 'hit'],
    ['names are case-sensitive', one, 'A=1', 'miss'],
    ['no space around =', one, 'a = 1', 'miss'],
    ['absent', one, undefined, 'miss'],
    ['absent and inverted is a hit, unlike a header', { ...one, invert_match: true }, undefined, 'hit'],
    ['present and inverted', { ...one, invert_match: true }, 'a=1', 'miss'],
  ])('%s', (_rule, rest, value, expected) => {
    const headers = value === undefined ? {} : { cookie: value };
    expect(cookie(rest).on('GET /', { headers })).toBe(expected);
  });
});

describe('grpc', () => {
  it.each([
    ['application/grpc', 'hit'],
    ['application/grpc+proto', 'hit'],
    ['application/grpc-web', 'miss'],
    ['application/grpc;x', 'miss'],
    ['application/grpcfoo', 'miss'],
    ['APPLICATION/GRPC', 'miss'],
  ])('%s: %s', (type, expected) => {
    expect(match({ prefix: '/', grpc: {} }).on('GET /', { headers: { 'content-type': type } })).toBe(expected);
  });
});

describe('tls_context', () => {
  const tls = (tls_context: JsonObject) => match({ prefix: '/', tls_context });
  const peer = { uriSans: [], dnsSans: [], subject: '', trusted: true };
  it('plaintext presents and validates nothing', () => {
    expect(tls({ presented: false }).on('GET /')).toBe('hit');
    expect(tls({ validated: false }).on('GET /')).toBe('hit');
    expect(tls({}).on('GET /')).toBe('hit');
    expect(tls({ presented: true }).on('GET /')).toBe('miss');
  });
  it('a valid certificate is presented and validated', () => {
    expect(tls({ presented: true, validated: true }).on('GET /', { tls: true, peer })).toBe('hit');
  });
  it('an untrusted one that was accepted is only presented', () => {
    const untrusted = { tls: true, peer: { ...peer, trusted: false } };
    expect(tls({ presented: true, validated: false }).on('GET /', untrusted)).toBe('hit');
    expect(tls({ validated: true }).on('GET /', untrusted)).toBe('miss');
  });
  it('TLS without a client certificate', () => {
    expect(tls({ presented: false }).on('GET /', { tls: true })).toBe('hit');
  });
});

describe('dynamic_metadata', () => {
  const metadata = { 'envoy.lb': { zone: { name: 'a' }, list: ['x', 1] } };
  const on = (value: JsonObject, path: readonly string[], invert = false) =>
    match({
      prefix: '/',
      dynamic_metadata: [{ filter: 'envoy.lb', path: path.map((key) => ({ key })), value, invert }],
    }).on('GET /', { metadata });
  it.each<[string, JsonObject, readonly string[], boolean, string]>([
    ['a string', { string_match: { exact: 'a' } }, ['zone', 'name'], false, 'hit'],
    ['inverted', { string_match: { exact: 'a' } }, ['zone', 'name'], true, 'miss'],
    ['absent matches nothing', { string_match: { prefix: '' } }, ['no'], false, 'miss'],
    ['absent and inverted', { string_match: { exact: 'a' } }, ['no'], true, 'hit'],
    ['present_match', { present_match: true }, ['zone'], false, 'hit'],
    ['present_match false never matches', { present_match: false }, ['no'], false, 'miss'],
    ['list_match', { list_match: { one_of: { double_match: { exact: 1 } } } }, ['list'], false, 'hit'],
    ['another type', { bool_match: true }, ['zone', 'name'], false, 'miss'],
  ])('%s', (_rule, value, path, invert, expected) => {
    expect(on(value, path, invert)).toBe(expected);
  });
});

describe('filter_state', () => {
  const state = (string_match: JsonObject) => match({ prefix: '/', filter_state: [{ key: 'k', string_match }] });
  it('an object that is there', () => {
    expect(state({ exact: 'v' }).on('GET /', { filterState: { k: 'v' } })).toBe('hit');
  });
  it('one that is not never matches', () => {
    expect(state({ prefix: '' }).on('GET /')).toBe('miss');
  });
});

describe('fields that are not modelled', () => {
  it('make the match unknown', () => {
    expect(match({ prefix: '/', from_the_future: true }).on('GET /')).toBe('unknown');
  });
  it('unless another criterion fails', () => {
    expect(match({ prefix: '/x', from_the_future: true }).on('GET /')).toBe('miss');
  });
});
