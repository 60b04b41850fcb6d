import { describe, expect, it } from 'vitest';
import type { ClientTls, FirstBytes, PeerCertificate } from '../../../src/envoy/model/Connection.js';
import { parseFilterChain } from '../../../src/envoy/parse/parseFilterChain.js';
import { terminateTls } from '../../../src/envoy/tls/terminateTls.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { connection } from '../requestContext.js';
import { certificate } from './certificates.js';

const TYPE = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext';
const VALIDATION = { trusted_ca: { filename: 'ca.pem' } };
const REQUIRED = { require_client_certificate: true, common_tls_context: { validation_context: VALIDATION } };
const OPTIONAL = { common_tls_context: { validation_context: VALIDATION } };
const san = (matcher: JsonObject) => ({
  common_tls_context: {
    validation_context: { ...VALIDATION, match_typed_subject_alt_names: [{ san_type: 'URI', matcher }] },
  },
});
const UNTRUSTED = certificate({ trusted: false });

/** `raw`, `unknown`, the reason of a failure, or `terminated` with what is known of the client. */
function outcome(context: JsonObject | undefined, firstBytes: FirstBytes, presented?: PeerCertificate): string {
  const socket = context && { name: 'tls', typed_config: { '@type': TYPE, ...context } };
  const chain = parseFilterChain(socket === undefined ? {} : { transport_socket: socket }, '');
  const tls: ClientTls = { sni: '', alpn: [], inner: 'http/1.1', ...(presented && { certificate: presented }) };
  const result = terminateTls(chain, { ...connection(), firstBytes, ...(firstBytes === 'tls' ? { tls } : {}) });
  switch (result.kind) {
    case 'failed':
      return result.reason.replace('TLS_error:|', '');
    case 'terminated':
      return `terminated ${result.peer === undefined ? 'anonymous' : result.peer.trusted ? 'validated' : 'untrusted'}`;
    case 'raw':
    case 'unknown':
      return result.kind;
  }
}

/** ssl/tls_record.cc, `tls_open_record`: found by the differential against Envoy 1.40. */
it.each([
  ['GET', 'HTTP_REQUEST'],
  ['PUT', 'HTTP_REQUEST'],
  ['DELETE', 'WRONG_VERSION_NUMBER'],
  ['CONNECT', 'HTTPS_PROXY_REQUEST'],
])('plaintext %s to a TLS chain: %s', (method, reason) => {
  const chain = parseFilterChain({ transport_socket: { name: 'tls', typed_config: { '@type': TYPE } } }, '');
  expect(terminateTls(chain, { ...connection(), firstBytes: 'http/1.1' }, method)).toMatchObject({
    reason: `TLS_error:|${reason}`,
  });
});

describe("a chain's transport socket and its client", () => {
  it.each<[string, JsonObject | undefined, FirstBytes, PeerCertificate | undefined, string]>([
    ['a raw chain takes anything', undefined, 'tls', undefined, 'raw'],
    ['HTTP/1 to a TLS chain', {}, 'http/1.1', undefined, 'HTTP_REQUEST'],
    ['HTTP/2 to a TLS chain', {}, 'h2c', undefined, 'WRONG_VERSION_NUMBER'],
    ['garbage to a TLS chain', {}, 'other', undefined, 'WRONG_VERSION_NUMBER'],
    ['a silent client of a TLS chain', {}, 'none', undefined, 'unknown'],
    ['unknown bytes to a TLS chain', {}, 'unknown', undefined, 'unknown'],
    ['no validation: a certificate is never asked for', {}, 'tls', certificate(), 'terminated anonymous'],
    ['required and missing', REQUIRED, 'tls', undefined, 'PEER_DID_NOT_RETURN_A_CERTIFICATE'],
    ['required and trusted', REQUIRED, 'tls', certificate(), 'terminated validated'],
    ['required and not trusted', REQUIRED, 'tls', UNTRUSTED, 'CERTIFICATE_VERIFY_FAILED'],
    ['optional and missing', OPTIONAL, 'tls', undefined, 'terminated anonymous'],
    ['optional and not trusted is refused', OPTIONAL, 'tls', UNTRUSTED, 'CERTIFICATE_VERIFY_FAILED'],
    [
      'ACCEPT_UNTRUSTED',
      { common_tls_context: { validation_context: { ...VALIDATION, trust_chain_verification: 'ACCEPT_UNTRUSTED' } } },
      'tls',
      UNTRUSTED,
      'terminated untrusted',
    ],
    [
      'required, nobody says whom to trust',
      { require_client_certificate: true },
      'tls',
      certificate(),
      'terminated untrusted',
    ],
    ['a name that matches', san({ prefix: 'spiffe://cluster.local/' }), 'tls', certificate(), 'terminated validated'],
    ['a name that does not', san({ prefix: 'spiffe://other/' }), 'tls', certificate(), 'CERTIFICATE_VERIFY_FAILED'],
    [
      'a field that is not modelled',
      { common_tls_context: { validation_context: { verify_certificate_hash: ['00'] } } },
      'tls',
      undefined,
      'unknown',
    ],
  ])('%s', (_rule, context, firstBytes, presented, expected) => {
    expect(outcome(context, firstBytes, presented)).toBe(expected);
  });

  it('a transport socket that is not modelled is not known', () => {
    const socket = { name: 'x', typed_config: { '@type': 'type.googleapis.com/x.Alts' } };
    expect(terminateTls(parseFilterChain({ transport_socket: socket }, ''), connection()).kind).toBe('unknown');
  });
});
