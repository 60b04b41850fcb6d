import { describe, expect, it } from 'vitest';
import type { PeerCertificate } from '../../../src/envoy/model/Connection.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { requestContext, socketAddress } from '../requestContext.js';
import { holds } from './policies.js';

const URI = 'spiffe://cluster.local/ns/shop/sa/cart';
const PEER: PeerCertificate = { uriSans: [URI], dnsSans: ['cart.shop'], subject: 'CN=cart,O=shop', trusted: true };
const named = (matcher: JsonObject) => ({ authenticated: { principal_name: matcher } });
const range = (address_prefix: string) => ({ address_prefix, prefix_len: 32 });

const plaintext = requestContext('GET /');
const mutual = requestContext('GET /', { tls: true, peer: PEER });
const anonymous = requestContext('GET /', { tls: true });
// The peer of the socket is 127.0.0.1, PROXY protocol says 9.9.9.9, X-Forwarded-For says 7.7.7.7.
const proxied = (() => {
  const context = requestContext('GET /', { source: '9.9.9.9:1', remoteIp: '7.7.7.7' });
  return { ...context, connection: { ...context.connection, directSource: socketAddress('127.0.0.1:1') } };
})();

describe('principal', () => {
  it.each<[string, JsonObject, typeof plaintext, string]>([
    ['any', { any: true }, plaintext, 'yes'],
    ['and_ids: all', { and_ids: { ids: [{ any: true }, { authenticated: {} }] } }, plaintext, 'no'],
    ['or_ids: one', { or_ids: { ids: [{ any: true }, { authenticated: {} }] } }, plaintext, 'yes'],
    ['authenticated on plaintext', { authenticated: {} }, plaintext, 'no'],
    ['not_id of it', { not_id: { authenticated: {} } }, plaintext, 'yes'],
    ['authenticated: any TLS, also without certificate', { authenticated: {} }, anonymous, 'yes'],
    ['by URI', named({ exact: URI }), mutual, 'yes'],
    ['by DNS name', named({ exact: 'cart.shop' }), mutual, 'yes'],
    ['by subject', named({ exact: 'CN=cart,O=shop' }), mutual, 'yes'],
    ['by another name', named({ exact: 'spiffe://other' }), mutual, 'no'],
    ['by name on plaintext', named({ prefix: '' }), plaintext, 'no'],
    ['without certificate the subject is ""', named({ exact: '' }), anonymous, 'yes'],
    ['direct_remote_ip: the peer of the socket', { direct_remote_ip: range('127.0.0.1') }, proxied, 'yes'],
    ["source_ip: PROXY protocol's", { source_ip: range('9.9.9.9') }, proxied, 'yes'],
    ['remote_ip: after X-Forwarded-For', { remote_ip: range('7.7.7.7') }, proxied, 'yes'],
    ['not the other way', { remote_ip: range('9.9.9.9') }, proxied, 'no'],
    ['header', { header: { name: 'x', present_match: true } }, requestContext('GET /', { headers: { x: '' } }), 'yes'],
    ['url_path', { url_path: { path: { prefix: '/a' } } }, requestContext('GET /a?x'), 'yes'],
    ['metadata', { metadata: { filter: 'ns', path: [{ key: 'k' }], value: { present_match: true } } }, plaintext, 'no'],
    [
      'filter_state',
      { filter_state: { key: 'k', string_match: { prefix: 'v' } } },
      requestContext('GET /', { filterState: { k: 'v1' } }),
      'yes',
    ],
    ['filter_state that is not set', { filter_state: { key: 'k', string_match: { prefix: '' } } }, plaintext, 'no'],
    ['a kind that is not modelled', { custom: {} }, plaintext, 'unknown'],
  ])('%s', (_rule, principal, context, expected) => {
    expect(holds({ principal }, context)).toBe(expected);
  });
});
