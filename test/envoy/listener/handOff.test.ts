import { describe, expect, it } from 'vitest';
import { acceptingListener } from '../../../src/envoy/listener/acceptingListener.js';
import { handOff } from '../../../src/envoy/listener/handOff.js';
import { runListenerFilters } from '../../../src/envoy/listener/runListenerFilters.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { configOf, documentOf } from '../parse/wholeConfig.js';
import { socketAddress } from '../requestContext.js';
import { at, CAPTURE, client, proxyWith } from './connections.js';

/** Where a connection that is accepted at 0.0.0.0:15001 ends up. */
function handedTo(listeners: readonly JsonObject[], destination: string | undefined, capture = CAPTURE): string {
  const config = proxyWith(capture, ...listeners);
  const accepting = config.listeners()[0];
  if (accepting === undefined) throw new Error('no listener');
  const { connection } = runListenerFilters(accepting, client('http/1.1', destination));
  const { truth, value } = handOff(config, accepting, connection);
  return truth === 'unknown' ? 'unknown' : (value?.name ?? 'none');
}

const ORIGINAL_DST = {
  name: 'o',
  typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.listener.original_dst.v3.OriginalDst' },
};

describe('use_original_dst hands a connection on', () => {
  it.each<[string, readonly JsonObject[], string | undefined, string]>([
    ['to the exact address', [at('10.99.0.1:80'), at('0.0.0.0:80')], '10.99.0.1:80', '10.99.0.1:80'],
    ['else to the wildcard of the port', [at('10.99.0.1:80'), at('0.0.0.0:80')], '10.99.0.2:80', '0.0.0.0:80'],
    ['else to nobody', [at('10.99.0.1:80'), at('0.0.0.0:80')], '10.99.0.2:81', '0.0.0.0:15001'],
    ['not across families', [at('0.0.0.0:80')], '[2001:db8::1]:80', '0.0.0.0:15001'],
    ['IPv4 to [::] with ipv4_compat', [at('[::]:84', { ipv4_compat: true })], '10.99.0.1:84', '[::]:84'],
    ['IPv4 not to [::] without', [at('[::]:85')], '10.99.0.1:85', '0.0.0.0:15001'],
    [
      'IPv4 to its mapped address with ipv4_compat',
      [at('[::ffff:10.99.0.9]:86', { ipv4_compat: true })],
      '10.99.0.9:86',
      '[::ffff:10.99.0.9]:86',
    ],
    [
      'IPv4 to 0.0.0.0 rather than [::]',
      [at('[::]:89', { ipv4_compat: true }), at('0.0.0.0:89')],
      '10.99.0.1:89',
      '0.0.0.0:89',
    ],
    [
      'to an additional address',
      [
        at('10.0.0.1:80', {
          additional_addresses: [{ address: { socket_address: { address: '2001:db8::1', port_value: 80 } } }],
        }),
      ],
      '[2001:db8::1]:80',
      '10.0.0.1:80',
    ],
    ['a direct call stays', [at('0.0.0.0:80')], '127.0.0.1:15001', '0.0.0.0:15001'],
    ['without an original destination it stays', [at('0.0.0.0:15001')], undefined, '0.0.0.0:15001'],
  ])('%s', (_rule, listeners, destination, expected) => {
    expect(handedTo(listeners, destination)).toBe(expected);
  });

  it('the original_dst filter alone never hands on', () => {
    const inbound = at('0.0.0.0:15006', { bind_to_port: true, listener_filters: [ORIGINAL_DST] });
    expect(handedTo([at('10.0.0.1:80')], '10.0.0.1:80', inbound)).toBe('0.0.0.0:15006');
  });

  it('not when a filter before the implicit one kept the connection waiting', () => {
    const config = proxyWith(
      at('0.0.0.0:15001', {
        use_original_dst: true,
        continue_on_listener_filters_timeout: true,
        listener_filters: [{ name: 'envoy.listener.tls_inspector' }],
      }),
      at('10.0.0.1:80'),
    );
    const accepting = config.listeners()[0];
    if (accepting === undefined) throw new Error('no listener');
    const run = runListenerFilters(accepting, client('none', '10.0.0.1:80'));
    expect(run).toMatchObject({ end: 'continue', delayMs: 15_000, connection: { restored: false } });
    expect(handOff(config, accepting, run.connection).value?.name).toBe('0.0.0.0:15001');
  });

  it('a listener that is not serving is passed over', () => {
    const warming = at('10.0.0.1:80');
    const section = {
      '@type': 'type.googleapis.com/envoy.admin.v3.ListenersConfigDump',
      dynamic_listeners: [
        { name: 'c', active_state: { listener: CAPTURE } },
        { name: 'w', warming_state: { listener: warming } },
      ],
    };
    const config = configOf(documentOf({ configs: [section] }));
    const accepting = config.listeners()[0];
    if (accepting === undefined) throw new Error('no listener');
    const { connection } = runListenerFilters(accepting, client('http/1.1', '10.0.0.1:80'));
    const { value, skipped } = handOff(config, accepting, connection);
    expect([value?.name, skipped.map(({ failed }) => failed.got)]).toEqual(['0.0.0.0:15001', ['warming']]);
  });
});

describe('the listener that accepts', () => {
  const BOUND = { bind_to_port: true };
  const config = proxyWith(
    at('0.0.0.0:80', BOUND),
    at('10.0.0.1:80', BOUND),
    at('10.0.0.2:80'),
    at('[::]:90', { ...BOUND, ipv4_compat: true }),
  );

  it.each([
    ['is bound to the address', '10.0.0.1:80', '10.0.0.1:80'],
    ['else to the wildcard; one without a socket does not count', '10.0.0.2:80', '0.0.0.0:80'],
    ['may be IPv6 for IPv4', '10.0.0.1:90', '[::]:90'],
    ['is nobody at another port', '10.0.0.1:81', undefined],
    ['is nobody of the other family', '[2001:db8::1]:80', undefined],
  ])('%s', (_rule, local, expected) => {
    expect(acceptingListener(config, socketAddress(local)).value?.name).toBe(expected);
  });

  it('is not known without a listeners section', () => {
    const empty = configOf(documentOf({ configs: [] }));
    expect(acceptingListener(empty, socketAddress('10.0.0.1:80')).truth).toBe('unknown');
  });
});
