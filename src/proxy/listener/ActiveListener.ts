import type { Server, Socket } from 'node:net';
import type { Listener } from '../../envoy/model/Listener.js';
import type { SocketAddress } from '../../net/SocketAddress.js';
import type { AccessLogger } from '../runtime/AccessLogs.js';
import type { ListenerRuntime } from '../runtime/ListenerRuntime.js';
import { TlsStats } from './TlsStats.js';
import type { Counter, Gauge, StatsSink } from '../runtime/StatsSink.js';

/** A listener with its sockets and what is connected to it. */
export class ActiveListener implements ListenerRuntime {
  readonly listener: Listener;
  readonly bound: SocketAddress[] = [];
  readonly servers: Server[] = [];
  readonly logger: AccessLogger;
  readonly sockets = new Set<Socket>();
  readonly cxTotal: Counter;
  readonly cxActive: Gauge;
  readonly cxDestroy: Counter;
  readonly noFilterChain: Counter;

  readonly #stats: StatsSink;
  #tls: TlsStats | undefined;

  constructor(listener: Listener, logger: AccessLogger, stats: StatsSink) {
    this.#stats = stats;
    this.listener = listener;
    this.logger = logger;
    const prefix = `listener.${statName(listener)}`;
    this.cxTotal = stats.counter(`${prefix}.downstream_cx_total`);
    this.cxActive = stats.gauge(`${prefix}.downstream_cx_active`);
    this.cxDestroy = stats.counter(`${prefix}.downstream_cx_destroy`);
    this.noFilterChain = stats.counter(`${prefix}.no_filter_chain_match`);
  }

  /** Made with the first handshake: listeners without TLS have none. */
  get tls(): TlsStats {
    this.#tls ??= new TlsStats(this.#stats, `listener.${statName(this.listener)}.ssl.`);
    return this.#tls;
  }

  get activeConnections(): number {
    return this.sockets.size;
  }

  /** Counts a connection until it is closed. */
  adopt(socket: Socket): void {
    this.sockets.add(socket);
    this.cxTotal.add(1);
    this.cxActive.add(1);
    socket.once('close', () => {
      this.sockets.delete(socket);
      this.cxActive.add(-1);
      this.cxDestroy.add(1);
    });
  }
}

/** As Envoy names a listener's statistics: by its address, `:` as `_`. */
function statName({ addresses, name }: Listener): string {
  const [address] = addresses;
  if (address?.kind !== 'socket_address') return name;
  const host = address.ip?.family === 6 ? `[${address.host}]` : address.host;
  return `${host}_${address.port}`.replaceAll(':', '_');
}
