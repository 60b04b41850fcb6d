import { describe, expect, test } from 'vitest';
import { detectFirstBytes } from '../../../src/proxy/listener/detectFirstBytes.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { HTTP_INSPECTOR, PROXY_PROTOCOL, TLS_INSPECTOR } from '../../proof/envoy/gen/listeners.js';
import { extension } from '../../proof/envoy/gen/types.js';
import type { CaseRequest } from '../../proof/envoy/Configuration.js';
import { chain, chainOf, hello, outcomesOf } from './ofListener.js';

/* Measured on Envoy 1.40.0, section B.3: listener filters. */

function detected(bytes: string | Buffer, inspects: { tls: boolean; http: boolean }): string {
  const found = detectFirstBytes(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, inspects);
  return typeof found === 'string' ? found : found.firstBytes;
}

describe('B.3 tls_inspector', () => {
  const TLS = { tls: true, http: false };
  const garbage = Buffer.concat([Buffer.from([0x16, 3, 1, 0, 20]), Buffer.alloc(20, 0xff)]);
  test.each<[string, string, string]>([
    ['B.3 four bytes that are no TLS', detected('abcd', TLS), 'more'],
    ['B.3 half a ClientHello', detected(Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1]), TLS), 'more'],
    ['B.3 five bytes that are no TLS', detected('abcde', TLS), 'other'],
    ['B.3 a record of 0x4001 bytes', detected(Buffer.from([0x16, 3, 1, 0x40, 1, 1, 0, 0, 0]), TLS), 'refused'],
    ['B.3 garbage of the announced length', detected(garbage, TLS), 'other'],
    ['B.3 an alert', detected(Buffer.from([0x15, 3, 1, 0, 2, 1, 0]), TLS), 'other'],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));
});

describe('B.3 http_inspector', () => {
  const HTTP = { tls: false, http: true };
  test.each<[string, string]>([
    ['GET / HTTP/1.1\r\n', 'http/1.1'],
    ['GET / HTTP/1.1\n', 'http/1.1'],
    ['CONNECT a:80 HTTP/1.1\r\n', 'http/1.1'],
    ['GET http://a/ HTTP/1.1\r\n', 'http/1.1'],
    ['GET / HTTP/1.0\r\n', 'http/1.0'],
    ['GET / HTTP/0.9\r\n', 'http/1.0'],
    ['GET / HTTP/1.2\r\n', 'http/1.0'],
    ['GET / HTTP/2.0\r\n', 'http/1.0'],
    ['GET /\r\n', 'http/1.0'],
    ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'h2c'],
    ['FOO / HTTP/1.1\r\n', 'http/1.1'],
    ['get / HTTP/1.1\r\n', 'http/1.1'],
    ['some words of no protocol\r\n', 'other'],
    ['\x01\x02\x03\x04\x05\r\n', 'other'],
    ['\r\nGET / HTTP/1.1\r\n', 'other'],
    [`GET /${'a'.repeat(9_000)} HTTP/1.1\r\n`, 'http/1.1'],
    [`GET /${'a'.repeat(9_000)}`, 'more'],
    [`GET /${'a'.repeat(70_000)}`, 'refused'],
  ])('B.3 http_inspector %j', (bytes, expected) => expect(detected(bytes, HTTP)).toBe(expected));

  test('B.3 http_inspector before tls_inspector, a TLS client: still tls', () => {
    const listener = {
      listener_filters: [PROXY_PROTOCOL, HTTP_INSPECTOR, TLS_INSPECTOR],
      filter_chains: [chain('tls', { transport_protocol: 'tls' }), chain('rest')],
    };
    expect(chainOf({ listener }, hello('', { tls: { sni: 'a', alpn: [] } }))).toBe('tls');
  });
});

test.each([
  [79, 'tls'],
  [80, 'rest'],
  [81, 'rest'],
  [82, 'tls'],
])('B.3 filter_disabled destination_port_range [80,82), port %i', (port, expected) => {
  const filter_disabled = { destination_port_range: { start: 80, end: 82 } };
  const listener = {
    listener_filters: [PROXY_PROTOCOL, { ...TLS_INSPECTOR, filter_disabled }],
    filter_chains: [chain('tls', { transport_protocol: 'tls' }), chain('rest')],
  };
  const tls = { sni: 'a', alpn: [] };
  expect(chainOf({ listener }, hello(`d=10.0.0.1:${port}`, { tls }))).toBe(expected);
});

describe('B.3 proxy_protocol', () => {
  const OPTIONAL = extension(
    'envoy.filters.listener.proxy_protocol',
    'envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol',
    { allow_requests_without_proxy_protocol: true },
  );
  const CHAINS = { filter_chains: [chain('moved', { destination_port: 80 }), chain('kept')] };
  const header = (form: 'v1' | 'v2' | 'local' | 'unknown'): CaseRequest => {
    const sent = hello();
    return sent.proxy === undefined ? sent : { ...sent, proxy: { ...sent.proxy, form } };
  };
  const closed = (filter: JsonObject): string => {
    const found = outcomesOf({ listener: { ...CHAINS, listener_filters: [filter] } }, { bytes: 'hello' });
    return found.map(({ status = '', flags = '', chain: taken = '' }) => `${status}${flags}${taken}`).join();
  };
  test.each<[string, string, string]>([
    ['B.3 v1: addresses replaced', chainOf({ listener: CHAINS }, header('v1')), 'moved'],
    ['B.3 v2: addresses replaced', chainOf({ listener: CHAINS }, header('v2')), 'moved'],
    ['B.3 v2 LOCAL: kept', chainOf({ listener: CHAINS }, header('local')), 'kept'],
    ['B.3 v1 UNKNOWN: kept', chainOf({ listener: CHAINS }, header('unknown')), 'kept'],
    ['B.3 required and absent: closed', closed(PROXY_PROTOCOL), 'closed'],
    ['B.3 allow_requests_without_proxy_protocol', closed(OPTIONAL), 'byteskept'],
  ])('%s', (_row, got, expected) => expect(got).toBe(expected));
});
