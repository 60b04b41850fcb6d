import type { Socket } from 'node:net';
import { handOff } from '../../envoy/listener/handOff.js';
import { runListenerFilters } from '../../envoy/listener/runListenerFilters.js';
import type { ListenerFilterRun } from '../../envoy/listener/ListenerFilterRun.js';
import type { DownstreamConnection, InspectedConnection } from '../../envoy/model/Connection.js';
import type { Listener } from '../../envoy/model/Listener.js';
import { parseIp, unmapV4 } from '../../net/IpAddress.js';
import type { SocketAddress } from '../../net/SocketAddress.js';
import type { ProxyCore } from '../ProxyCore.js';
import type { ActiveListener } from './ActiveListener.js';
import { enterChain } from './enterChain.js';
import { readFirstBytes } from './readFirstBytes.js';
import { readProxyProtocol } from './readProxyProtocol.js';

const NO_STATE: ReadonlyMap<string, string> = new Map();

/** Listeners by what the configuration calls them, bound or not. */
export type ListenerOf = (listener: Listener) => ActiveListener;

/** A connection was accepted: its listener's filters run, it may be handed to another listener, once. */
export function acceptConnection(
  core: ProxyCore,
  accepting: ActiveListener,
  listenerOf: ListenerOf,
  socket: Socket,
): void {
  socket.on('error', () => socket.destroy());
  const accepted = endOf(socket.localAddress, socket.localPort);
  const source = endOf(socket.remoteAddress, socket.remotePort);
  if (accepted === undefined || source === undefined || core.state === 'draining') {
    socket.destroy();
    return;
  }
  accepting.adopt(socket);
  const { listener } = accepting;
  const original = restores(listener)
    ? (core.sockets.originalDestination(socket) ?? transparent(listener, accepted))
    : undefined;
  const connection: DownstreamConnection = {
    accepted,
    source,
    firstBytes: 'none',
    filterState: NO_STATE,
    ...(original === undefined ? {} : { originalDestination: original }),
  };
  readProxyProtocol(socket, listener, (proxyHeader) => {
    inspect(
      core,
      accepting,
      listenerOf,
      socket,
      proxyHeader === undefined ? connection : { ...connection, proxyHeader },
    );
  });
}

function inspect(
  core: ProxyCore,
  accepting: ActiveListener,
  listenerOf: ListenerOf,
  socket: Socket,
  connection: DownstreamConnection,
): void {
  const { listener } = accepting;
  runFilters(socket, listener, connection, undefined, (first, seen) => {
    const handed = handOff(core.config, listener, first);
    const target = handed.value ?? listener;
    if (handed.truth === 'unknown') {
      core.note(`not decided: ${handed.unknown ?? 'hand-off'}`);
      socket.destroy();
    } else if (target === listener) enterChain(core, accepting, socket, first);
    else {
      const next = listenerOf(target);
      next.adopt(socket);
      runFilters(socket, target, seen, first, (second) => enterChain(core, next, socket, second));
    }
  });
}

type Next = (inspected: InspectedConnection, seen: DownstreamConnection) => void;

/** Runs listener filters; the client's first bytes are read only if one of them waits for them. */
function runFilters(
  socket: Socket,
  listener: Listener,
  connection: DownstreamConnection,
  before: InspectedConnection | undefined,
  next: Next,
): void {
  const run = runListenerFilters(listener, connection, before);
  if (run.steps.at(-1)?.outcome !== 'waited') {
    settle(socket, run, connection, next);
    return;
  }
  const active = (kind: string): boolean => listener.listenerFilters.some((filter) => filter.kind === kind);
  const inspects = { tls: active('tls_inspector'), http: active('http_inspector') };
  readFirstBytes(socket, inspects, listener.listenerFiltersTimeoutMs, (read) => {
    if (read === 'closed' || read === 'refused') socket.destroy();
    else if (read === 'timeout') settle(socket, run, connection, next);
    else {
      const seen = { ...connection, ...read };
      const again = before === undefined ? undefined : { ...before, ...read };
      settle(socket, runListenerFilters(listener, seen, again), seen, next);
    }
  });
}

function settle(socket: Socket, run: ListenerFilterRun, seen: DownstreamConnection, next: Next): void {
  if (socket.destroyed) return;
  if (run.end === 'continue') next(run.connection, seen);
  else socket.destroy();
}

function restores({ useOriginalDst, listenerFilters }: Listener): boolean {
  return useOriginalDst || listenerFilters.some(({ kind }) => kind === 'original_dst');
}

/** TPROXY: the socket's own address is the original one. */
function transparent(listener: Listener, accepted: SocketAddress): SocketAddress | undefined {
  return listener.transparent ? accepted : undefined;
}

function endOf(address: string | undefined, port: number | undefined): SocketAddress | undefined {
  const ip = parseIp(address?.split('%', 1)[0] ?? '');
  return ip === undefined || port === undefined ? undefined : { ip: unmapV4(ip), port };
}
