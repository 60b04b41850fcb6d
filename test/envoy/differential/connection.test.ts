import { describe, expect, it } from 'vitest';
import { runListenerFilters } from '../../../src/envoy/listener/runListenerFilters.js';
import type { DownstreamConnection, PeerCertificate } from '../../../src/envoy/model/Connection.js';
import { parseFilterChain } from '../../../src/envoy/parse/parseFilterChain.js';
import { parseListener } from '../../../src/envoy/parse/parseListener.js';
import { terminateTls } from '../../../src/envoy/tls/terminateTls.js';
import { formatSocketAddress } from '../../../src/net/SocketAddress.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { client } from '../listener/connections.js';
import { exact, list, nested, rbacAction, single, tree } from '../matcher/trees.js';
import { enforced } from '../rbac/policies.js';
import { connection, requestContext, socketAddress } from '../requestContext.js';
import { certificate } from '../tls/certificates.js';

/* What the differential against Envoy 1.40 found: each was another way once. */

const TLS = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext';

/** tls/cert_validator/default_validator.cc, initializeSslContexts. */
describe('names that a chain asks for', () => {
  const handshake = (validation: JsonObject, presented?: PeerCertificate): string => {
    const context = {
      '@type': TLS,
      common_tls_context: {
        validation_context: {
          trusted_ca: { filename: 'ca.pem' },
          match_typed_subject_alt_names: [{ san_type: 'URI', matcher: { exact: 'spiffe://one' } }],
          ...validation,
        },
      },
    };
    const chain = parseFilterChain({ transport_socket: { name: 'tls', typed_config: context } }, '');
    const tls = { sni: '', alpn: [], inner: 'http/1.1' as const, ...(presented && { certificate: presented }) };
    const result = terminateTls(chain, { ...connection(), firstBytes: 'tls', tls });
    if (result.kind === 'failed') return result.reason;
    if (result.kind !== 'terminated') return result.kind;
    return result.peer === undefined ? 'no certificate' : result.peer.trusted ? 'validated' : 'not validated';
  };
  const ANY = { trust_chain_verification: 'ACCEPT_UNTRUSTED' };
  const OTHER = certificate({ uriSans: ['spiffe://two'] });
  const ONE = certificate({ uriSans: ['spiffe://one'] });

  it.each<[string, JsonObject, PeerCertificate | undefined, string]>([
    ['require a certificate', {}, undefined, 'TLS_error:|PEER_DID_NOT_RETURN_A_CERTIFICATE'],
    ['refuse another', {}, OTHER, 'TLS_error:|CERTIFICATE_VERIFY_FAILED'],
    ['require none with ACCEPT_UNTRUSTED', ANY, undefined, 'no certificate'],
    ['let another in with ACCEPT_UNTRUSTED, not validated', ANY, OTHER, 'not validated'],
    ['validate the one with ACCEPT_UNTRUSTED too', ANY, ONE, 'validated'],
  ])('%s', (_rule, validation, presented, expected) => expect(handshake(validation, presented)).toBe(expected));
});

/** common/matcher/map_matcher.h, list_matcher.h: an input that is not available leaves a tree without result. */
describe('certificates of a connection without TLS', () => {
  const verdict = (matcher: JsonObject, tls = false): string => enforced({ matcher }, requestContext('GET /', { tls }));
  const DENY = rbacAction('deny', 'DENY');
  const ALLOW = rbacAction('allow', 'ALLOW');
  const san = exact('UriSanInput', { x: DENY });
  const anyone = single('UriSanInput', { prefix: 'x' });

  it.each<[string, JsonObject, string, string]>([
    ['a map does not go on to on_no_match', tree(san, ALLOW), 'denied none', 'allowed allow'],
    [
      'nor does a tree around it',
      tree(exact('SourcePortInput', {}), nested(tree(san, ALLOW))),
      'denied none',
      'allowed allow',
    ],
    ['a list ends at it', tree(list([anyone, DENY]), ALLOW), 'denied none', 'allowed allow'],
  ])('%s', (_rule, matcher, plain, tls) => {
    expect(verdict(matcher)).toBe(plain);
    expect(verdict(matcher, true)).toBe(tls);
  });
});

/** filters/listener/proxy_protocol/proxy_protocol.cc. */
describe('a PROXY header', () => {
  const seen = (proxyHeader: DownstreamConnection['proxyHeader'], more: JsonObject = {}): string => {
    const listener = parseListener(
      { name: 'l', listener_filters: [{ name: 'envoy.filters.listener.proxy_protocol', ...more }] },
      '',
    );
    const run = runListenerFilters(listener, { ...client('http/1.1'), ...(proxyHeader && { proxyHeader }) });
    const { local, source, directSource, restored } = run.connection;
    const from = `${formatSocketAddress(source)}${directSource === undefined ? '' : ` by ${formatSocketAddress(directSource)}`}`;
    return run.end === 'unknown'
      ? 'unknown'
      : `${from} to ${formatSocketAddress(local)}${restored ? ', restored' : ''}`;
  };
  const to = (destination: string): DownstreamConnection['proxyHeader'] => ({
    addresses: { source: socketAddress('192.0.2.1:5555'), destination: socketAddress(destination) },
  });

  it('gives both addresses, and keeps the peer', () =>
    expect(seen(to('10.0.0.1:80'))).toBe('192.0.2.1:5555 by 10.9.9.9:4000 to 10.0.0.1:80, restored'));

  it('restores nothing where the destination is the socket’s own', () =>
    expect(seen(to('127.0.0.1:15001'))).toBe('192.0.2.1:5555 by 10.9.9.9:4000 to 127.0.0.1:15001'));

  it('without addresses changes nothing', () => expect(seen({})).toBe('10.9.9.9:4000 to 127.0.0.1:15001'));

  it('that nobody told of is not known', () => expect(seen(undefined)).toBe('unknown'));
});
