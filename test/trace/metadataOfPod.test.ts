import { expect, test } from 'vitest';
import { cluster, originates } from './dump.js';
import { verdict, world, type Options } from './harness.js';
import { OBJECTS, proxyOfA, proxyOfB, inboundStrict, shop, TO_B } from './shopOfTwo.js';

const BY_LABEL = {
  transport_socket_matches: [
    { name: 'tlsMode-istio', match: { tlsMode: 'istio' }, transport_socket: originates('b') },
    { name: 'tlsMode-disabled', match: {}, transport_socket: { name: 'envoy.transport_sockets.raw_buffer' } },
  ],
};

const STATUS = {
  cluster_statuses: [
    {
      name: TO_B,
      host_statuses: [{ address: { socket_address: { address: '10.0.0.2', port_value: 8080 } }, health_status: {} }],
    },
  ],
};

/** From a to b, which takes mutual TLS only; a's dump has no endpoints, as those of Istio before 1.11, but `/clusters` names b's. */
function ask(label: string, options: Options = {}, sockets: object = BY_LABEL): string {
  const files = shop({
    'objects/all.yaml': OBJECTS.replace('labels: {app: b}', `labels: {app: b${label}}`),
    'pods/web/a/config_dump.json': proxyOfA({ clusters: [cluster(TO_B, { ...sockets })], without: ['endpoints'] }),
    'pods/web/a/clusters.json': STATUS,
    'pods/web/b/config_dump.json': proxyOfB([inboundStrict()]),
  });
  return verdict(world(files)('web/a', 'http://b/', options));
}

test.each([
  ['istio: mutual TLS', ', security.istio.io/tlsMode: istio', 'DELIVERED'],
  ['none: plaintext, which b refuses', '', 'DENIED 503 NR'],
  ['disabled: plaintext', ', security.istio.io/tlsMode: disabled', 'DENIED 503 NR'],
])('the label of the endpoint stands in for metadata that no dump has: %s', (_what, label, expected) =>
  expect(ask(label)).toBe(expected),
);

test('with --strict it does not', () =>
  expect(ask(', security.istio.io/tlsMode: istio', { strict: true })).toMatch(/^INDETERMINATE/));

test('other metadata is not in the label', () => {
  const sockets = {
    transport_socket_matches: [{ name: 'x', match: { tunnel: 'http' }, transport_socket: originates('b') }],
  };
  expect(ask(', security.istio.io/tlsMode: istio', {}, sockets)).toBe('INDETERMINATE');
});
