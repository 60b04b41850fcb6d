import { createServer, type Server, type Socket } from 'node:net';
import type { Listener } from '../../envoy/model/Listener.js';
import { parseIp } from '../../net/IpAddress.js';
import { ExitCode } from '../../text/ExitCode.js';
import { UserError } from '../../text/UserError.js';
import type { ProxyCore } from '../ProxyCore.js';
import type { ActiveListener } from './ActiveListener.js';

/** What the kernel may queue (Envoy's `tcp_backlog_size` on Linux). */
const BACKLOG = 4096;

/** Binds the addresses of a listener. Rejects with a UserError where one is taken or may not be bound. */
export async function bindListener(
  core: ProxyCore,
  active: ActiveListener,
  accept: (socket: Socket) => void,
): Promise<void> {
  for (const address of active.listener.addresses) {
    if (address.kind === 'envoy_internal_address') continue;
    const server = createServer({ pauseOnConnect: true, allowHalfOpen: true, noDelay: true }, accept);
    active.servers.push(server);
    const target = address.kind === 'pipe' ? { path: address.path } : tcpTarget(core, active.listener, address);
    await listen(server, target, active.listener.name);
    const bound = server.address();
    const ip = bound === null || typeof bound === 'string' ? undefined : parseIp(bound.address);
    if (ip !== undefined && bound !== null && typeof bound !== 'string') active.bound.push({ ip, port: bound.port });
  }
}

type Target =
  | { readonly path: string }
  | { readonly fd: number }
  | { readonly host: string; readonly port: number; readonly ipv6Only: boolean };

function tcpTarget(
  core: ProxyCore,
  { transparent }: Listener,
  address: Extract<Listener['addresses'][number], { kind: 'socket_address' }>,
): Target {
  const { ip, port, ipv4Compat, host } = address;
  if (transparent && ip !== undefined) return { fd: core.sockets.listenTransparent({ ip, port }, BACKLOG) };
  return { host: ip?.text ?? host, port, ipv6Only: !ipv4Compat };
}

async function listen(server: Server, target: Target, name: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotBind(error, name, target)));
    try {
      server.listen({ backlog: BACKLOG, ...target }, () => resolve());
    } catch (error) {
      // Node.js throws for a port that is none.
      reject(cannotBind(error as NodeJS.ErrnoException, name, target));
    }
  });
  server.removeAllListeners('error');
  server.on('error', () => undefined);
}

function cannotBind(error: NodeJS.ErrnoException, name: string, target: Target): UserError {
  const where =
    'port' in target ? `${target.host}:${target.port}` : 'path' in target ? target.path : 'a transparent socket';
  return new UserError(`listener ${name} cannot listen on ${where}: ${error.code ?? error.message}`, {
    where,
    hint: 'Stop what listens there, or run the proxy as a user who may.',
    exitCode: ExitCode.unreadable,
    cause: error,
  });
}
