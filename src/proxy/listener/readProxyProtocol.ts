import type { Socket } from 'node:net';
import type { ProxyHeader } from '../../envoy/model/Connection.js';
import type { Listener } from '../../envoy/model/Listener.js';
import { parseProxyHeader } from './parseProxyHeader.js';
import { readUntil, type Found } from './readUntil.js';

/**
 * Takes the PROXY protocol header off a connection whose listener asks for one. `done` is told the header, undefined where there is none
 * and none has to be; where there has to be one, or it is broken or late, the connection is closed.
 */
export function readProxyProtocol(
  socket: Socket,
  { listenerFilters, listenerFiltersTimeoutMs, continueOnListenerFiltersTimeout }: Listener,
  done: (header: ProxyHeader | undefined) => void,
): void {
  const filter = listenerFilters.find(({ kind }) => kind === 'proxy_protocol');
  if (filter === undefined) {
    done(undefined);
    return;
  }
  const look = (bytes: Buffer): Found<ProxyHeader | 'none' | 'refused'> | 'more' => {
    const read = parseProxyHeader(bytes);
    if (read === 'more') return 'more';
    return typeof read === 'string' ? { value: read, taken: 0 } : { value: read.header, taken: read.length };
  };
  readUntil(socket, listenerFiltersTimeoutMs, look, (read) => {
    if (typeof read !== 'string') done(read);
    else if (read === 'none' && filter.optional) done(undefined);
    // Without the filter the socket's own addresses stay.
    else if (read === 'timeout' && continueOnListenerFiltersTimeout) done({});
    else socket.destroy();
  });
}
