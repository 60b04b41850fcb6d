import { expect, it } from 'vitest';
import { readListenersStatus } from '../../../src/envoy/parse/readListenersStatus.js';
import { documentOf, readDocument } from './wholeConfig.js';

it('a listener with all its addresses', () => {
  const socket = (address: string, port_value: number) => ({ socket_address: { address, port_value } });
  const status = { name: 'a', local_address: socket('10.0.0.1', 80), additional_local_addresses: [socket('::1', 80)] };
  expect(readListenersStatus(documentOf({ listener_statuses: [status] }))).toMatchObject([
    { at: '/listener_statuses/0', name: 'a', addresses: [{ host: '10.0.0.1', port: 80 }, { host: '::1' }] },
  ]);
});

it('what a proxy really answered', () => {
  const statuses = readListenersStatus(readDocument('fixtures/shop/pods/web/cart-7f8b6c9d5d-vb5nx/listeners.json'));
  expect(statuses.find(({ name }) => name === 'virtualInbound')).toMatchObject({
    addresses: [{ host: '0.0.0.0', port: 15006 }],
  });
});

it('anything else is refused', () => {
  expect(() => readListenersStatus(documentOf({ cluster_statuses: [] }, 'clusters.json'))).toThrow(
    'clusters.json is not an answer of /listeners?format=json',
  );
});
