import { describe, expect, it } from 'vitest';
import type { PeerCertificate } from '../../../src/envoy/model/Connection.js';
import { parseUpstreamTls } from '../../../src/envoy/parse/parseUpstreamTls.js';
import { verifyServerCertificate } from '../../../src/envoy/tls/verifyServerCertificate.js';
import type { JsonObject, JsonValue } from '../../../src/text/json/JsonValue.js';
import { certificate } from './certificates.js';

const CART = 'spiffe://cluster.local/ns/shop/sa/cart';
const typed = (san_type: string, matcher: JsonObject) => ({ match_typed_subject_alt_names: [{ san_type, matcher }] });
const untyped = (...matchers: readonly JsonValue[]) => ({ match_subject_alt_names: matchers });
const dns = (...names: readonly string[]) => certificate({ uriSans: [], dnsSans: names });

describe('a server certificate', () => {
  it.each<[string, JsonObject, PeerCertificate, string]>([
    ['no names are asked for', {}, certificate(), 'yes'],
    ['one of several names is enough', untyped({ exact: 'spiffe://x' }, { exact: CART }), certificate(), 'yes'],
    ['another service account', untyped({ exact: 'spiffe://x' }), certificate(), 'no'],
    ['v2: verify_subject_alt_name', { verify_subject_alt_name: [CART] }, certificate(), 'yes'],
    ['a URI is looked for among URIs', typed('URI', { exact: CART }), certificate(), 'yes'],
    ['not among DNS names', typed('URI', { exact: 'a.com' }), dns('a.com'), 'no'],
    ['a DNS name without case', typed('DNS', { exact: 'A.com' }), dns('a.COM'), 'yes'],
    ['a wildcard in the certificate', typed('DNS', { exact: 'www.a.com' }), dns('*.a.com'), 'yes'],
    ['stands for one label', typed('DNS', { exact: 'x.www.a.com' }), dns('*.a.com'), 'no'],
    ['or part of one', typed('DNS', { exact: 'www1.a.com' }), dns('www*.a.com'), 'yes'],
    ['but not for a later one', typed('DNS', { exact: 'www.a.com' }), dns('www.*.com'), 'no'],
    ['a suffix does not read wildcards', typed('DNS', { suffix: 'ww.a.com' }), dns('*.a.com'), 'no'],
    ['kinds of names that are not known', typed('IP_ADDRESS', { exact: '10.0.0.1' }), certificate(), 'unknown'],
    ['names, and no trust', untyped({ exact: CART }), certificate({ trusted: false }), 'no'],
    ['no names, no trust: there may be no anchors', {}, certificate({ trusted: false }), 'unknown'],
  ])('%s', (_rule, validation, server, expected) => {
    const socket = parseUpstreamTls({ common_tls_context: { validation_context: validation } }, '');
    expect(verifyServerCertificate(socket, server).truth).toBe(expected);
  });

  it('auto_san_validation asks for the host instead of the configured names', () => {
    const validation_context = untyped({ exact: 'b.com' });
    const socket = parseUpstreamTls({ common_tls_context: { validation_context } }, '');
    const verify = (name: string) => verifyServerCertificate(socket, dns(name), ['a.com']).truth;
    expect([verify('a.com'), verify('b.com')]).toEqual(['yes', 'no']);
  });
});
