import { describe, expect, it } from 'vitest';
import { networkContext } from '../../../src/envoy/network/networkContext.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { connection, requestContext, type RequestOptions } from '../requestContext.js';
import { holds } from './policies.js';

const path = (matcher: JsonObject) => ({ url_path: { path: matcher } });
const header = (more: JsonObject) => ({ header: { name: 'x', ...more } });
const EXACT = { string_match: { exact: 'a' } };
const NOT_A = header({ ...EXACT, invert_match: true });
const x = (...values: readonly string[]): RequestOptions => ({ headers: { x: values } });
const metadata = (more: JsonObject) => ({
  metadata: { filter: 'ns', path: [{ key: 'k' }], value: { string_match: { exact: 'v' } }, ...more },
});

describe('permission', () => {
  it.each<[string, JsonObject, string, RequestOptions, string]>([
    ['any', { any: true }, 'GET /', {}, 'yes'],
    ['and_rules: all', { and_rules: { rules: [{ any: true }, path({ exact: '/b' })] } }, 'GET /a', {}, 'no'],
    ['or_rules: one', { or_rules: { rules: [{ any: true }, path({ exact: '/b' })] } }, 'GET /a', {}, 'yes'],
    ['not_rule', { not_rule: path({ exact: '/b' }) }, 'GET /a', {}, 'yes'],
    ['url_path', path({ exact: '/a' }), 'GET /a', {}, 'yes'],
    ['url_path without query', path({ exact: '/a' }), 'GET /a?q=1', {}, 'yes'],
    ['url_path to the letter: slash', path({ exact: '/a' }), 'GET /a/', {}, 'no'],
    ['url_path to the letter: case', path({ exact: '/a' }), 'GET /A', {}, 'no'],
    ['url_path to the letter: parameters', path({ exact: '/a' }), 'GET /a;x', {}, 'no'],
    ['url_path, parameters ignored', path({ exact: '/a' }), 'GET /a;x', { ignorePathParameters: true }, 'yes'],
    [
      'url_path, parameters ignored only since 1.39.1',
      path({ exact: '/a' }),
      'GET /a;x',
      { ignorePathParameters: true, version: '1.39.0' },
      'no',
    ],
    [
      'url_path, parameters, version not known',
      path({ exact: '/a' }),
      'GET /a;x',
      { ignorePathParameters: true, version: undefined },
      'unknown',
    ],
    ['url_path of a CONNECT', path({ prefix: '' }), 'CONNECT a.com:443', {}, 'no'],
    ['header', header(EXACT), 'GET /', x('a'), 'yes'],
    ['header :method', { header: { name: ':method', string_match: { exact: 'GET' } } }, 'GET /', {}, 'yes'],
    ['header absent and inverted', NOT_A, 'GET /', {}, 'no'],
    ['header inverted', NOT_A, 'GET /', x('b'), 'yes'],
    ['header repeated and inverted: each line', NOT_A, 'GET /', { ...x('a', 'b'), version: '1.38.2' }, 'no'],
    ['header repeated and inverted: joined up to 1.37', NOT_A, 'GET /', { ...x('a', 'b'), version: '1.37.0' }, 'yes'],
    ['header repeated, version not known', NOT_A, 'GET /', { ...x('a', 'b'), version: undefined }, 'unknown'],
    [
      'destination_ip: the restored address',
      { destination_ip: { address_prefix: '10.0.0.0', prefix_len: 8 } },
      'GET /',
      {},
      'yes',
    ],
    ['destination_ip elsewhere', { destination_ip: { address_prefix: '11.0.0.0', prefix_len: 8 } }, 'GET /', {}, 'no'],
    ['a CIDR without length holds everything', { destination_ip: { address_prefix: '11.0.0.0' } }, 'GET /', {}, 'yes'],
    ['destination_port', { destination_port: 80 }, 'GET /', {}, 'yes'],
    ['destination_port elsewhere', { destination_port: 81 }, 'GET /', {}, 'no'],
    ['destination_port_range: its start', { destination_port_range: { start: 80, end: 81 } }, 'GET /', {}, 'yes'],
    ['not its end', { destination_port_range: { start: 79, end: 80 } }, 'GET /', {}, 'no'],
    ['metadata absent', metadata({}), 'GET /', {}, 'no'],
    ['metadata absent and inverted', metadata({ invert: true }), 'GET /', {}, 'yes'],
    ['metadata', metadata({}), 'GET /', { metadata: { ns: { k: 'v' } } }, 'yes'],
    ['requested_server_name', { requested_server_name: { exact: 'example.com' } }, 'GET /', { tls: true }, 'yes'],
    ['requested_server_name "" without SNI', { requested_server_name: { exact: '' } }, 'GET /', {}, 'yes'],
    [
      'requested_server_name .* without SNI',
      { requested_server_name: { safe_regex: { regex: '.*' } } },
      'GET /',
      {},
      'yes',
    ],
    ['a kind that is not modelled', { uri_template: {} }, 'GET /', {}, 'unknown'],
    ['its negation', { not_rule: { uri_template: {} } }, 'GET /', {}, 'unknown'],
    [
      'beside one that fails',
      { and_rules: { rules: [{ uri_template: {} }, path({ exact: '/b' })] } },
      'GET /a',
      {},
      'no',
    ],
    ['beside one that holds', { or_rules: { rules: [{ uri_template: {} }, { any: true }] } }, 'GET /a', {}, 'yes'],
  ])('%s', (_rule, permission, line, options, expected) => {
    expect(holds({ permission }, requestContext(line, options))).toBe(expected);
  });

  it('a connection has no path', () => {
    const context = networkContext(connection(), false, undefined);
    expect(holds({ permission: path({ prefix: '' }) }, context)).toBe('no');
  });
});
