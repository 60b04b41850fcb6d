import { describe, expect, test } from 'vitest';
import { http, inspectors, listener, route, routeConfig, tcp } from './dump.js';
import { last, steps, verdict, world, type Ask } from './harness.js';
import { proxyOfA, shop, TO_B } from './shopOfTwo.js';

const ALPN = { application_protocols: ['http/1.1', 'h2c'] };

/** a's listener for b's address has a chain for HTTP and one for all else, told apart by the inspector (protocol sniffing). */
const ask: Ask = world(
  shop({
    'pods/web/a/config_dump.json': proxyOfA({
      listeners: [
        listener(
          '10.96.0.2:80',
          [http(routeConfig('sniffed', { '*': [route(TO_B)] }), ALPN), tcp('PassthroughCluster')],
          {
            listener_filters: [inspectors.tls, inspectors.http],
          },
        ),
      ],
    }),
  }),
);

describe('--detect says what the inspectors take plaintext for', () => {
  test.each([
    ['http://b/', undefined, TO_B],
    ['http://b/', 'http', TO_B],
    ['http://b/', 'tcp', 'PassthroughCluster'],
    ['tcp://b:80', undefined, 'PassthroughCluster'],
    ['tcp://b:80', 'tcp', 'PassthroughCluster'],
  ] as const)('%s taken for %s goes to %s', (url, detect, cluster) => {
    const taken = steps(ask('web/a', url, { detect, only: 'outbound' }), 'cluster');
    expect(taken.map(({ subject }) => subject)).toEqual([cluster]);
  });

  test('the codec still gets what is sent', () => {
    const trace = ask('web/a', 'tcp://b:80', { detect: 'http', only: 'outbound' });
    expect([last(trace, 'filter_chain'), verdict(trace)]).toEqual(['', 'ANSWERED_BY_PROXY 400 DPE']);
  });

  test('a TLS hello stays one', () => {
    const trace = ask('web/a', 'https://b:80/', { detect: 'tcp', only: 'outbound' });
    expect(steps(trace, 'listener_filter').map(({ summary }) => summary)).toContainEqual(
      expect.stringMatching(/tls_inspector: TLS SNI b/),
    );
  });
});
