import { formatSocketAddress } from '../../net/SocketAddress.js';
import type { SocketAddress } from '../../net/SocketAddress.js';
import type { ListenerRuntime } from '../runtime/ListenerRuntime.js';
import type { AdminContext } from './AdminContext.js';
import { messageAnswer, textAnswer, type AdminAnswer, type AdminRequest } from './AdminAnswer.js';

/** `/listeners`: name and addresses, with the ports that were really bound. */
export function answerListeners({ query }: AdminRequest, { proxy }: AdminContext): AdminAnswer {
  const { listeners } = proxy.runtime;
  if (query.get('format') === 'json') {
    const statuses = listeners.map((listener) => statusOf(listener));
    return messageAnswer(statuses.length === 0 ? {} : { listener_statuses: statuses });
  }
  const lines = listeners.flatMap((listener) =>
    addressesOf(listener).map((address) => `${listener.listener.name}::${textOf(address)}\n`),
  );
  return textAnswer(lines.join(''));
}

type ShownAddress = SocketAddress | { readonly pipe: string } | { readonly internal: string };

function addressesOf({ listener, bound }: ListenerRuntime): readonly ShownAddress[] {
  if (bound.length > 0) return bound;
  if (listener.internal) return [{ internal: listener.name }];
  return listener.addresses.flatMap((address): readonly ShownAddress[] => {
    if (address.kind === 'pipe') return [{ pipe: address.path }];
    return address.kind === 'socket_address' && address.ip ? [{ ip: address.ip, port: address.port }] : [];
  });
}

function textOf(address: ShownAddress): string {
  if ('ip' in address) return formatSocketAddress(address);
  return 'pipe' in address ? address.pipe : `envoy://${address.internal}/`;
}

function messageOf(address: ShownAddress) {
  if ('ip' in address) return { socket_address: { address: address.ip.text, port_value: address.port } };
  if ('pipe' in address) return { pipe: { path: address.pipe } };
  return { envoy_internal_address: { server_listener_name: address.internal } };
}

function statusOf(listener: ListenerRuntime) {
  const [first, ...others] = addressesOf(listener).map(messageOf);
  return {
    name: listener.listener.name,
    ...(first && { local_address: first }),
    ...(others.length > 0 && { additional_local_addresses: others }),
  };
}
