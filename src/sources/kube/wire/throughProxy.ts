import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';
import { connectTcp, reasonOf, secure } from './connectTcp.js';
import { hostOf, portOf } from './Endpoint.js';

/** A connection to `host:port` by way of a proxy. What the proxy refuses is a `UserError` (exit 5) without its name and password. */
export async function throughProxy(
  proxy: URL,
  host: string,
  port: number,
  signal: AbortSignal | undefined,
): Promise<Duplex> {
  const socket = await connectTcp(hostOf(proxy), portOf(proxy), signal);
  if (proxy.protocol.startsWith('socks')) return throughSocks(socket, proxy, host, port);
  const outer = proxy.protocol === 'https:' ? await secure(socket, { servername: hostOf(proxy) }, signal) : socket;
  return tunnel(outer, proxy, host, port, signal);
}

/** HTTP's CONNECT. */
function tunnel(
  socket: Duplex,
  proxy: URL,
  host: string,
  port: number,
  signal: AbortSignal | undefined,
): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    const ask = request({
      method: 'CONNECT',
      path: target,
      headers: { Host: target, ...proxyAuthorization(proxy) },
      createConnection: () => socket,
    });
    const abort = (): void => {
      ask.destroy();
      reject(reasonOf(signal));
    };
    signal?.addEventListener('abort', abort, { once: true });
    ask.once('connect', (answer, own) => {
      signal?.removeEventListener('abort', abort);
      if (answer.statusCode === 200) {
        resolve(own);
        return;
      }
      own.destroy();
      reject(refused(proxy, `answers ${answer.statusCode ?? 0}`));
    });
    ask.once('response', (answer) => {
      ask.destroy();
      reject(refused(proxy, `answers ${answer.statusCode ?? 0}`));
    });
    ask.once('error', reject);
    ask.end();
  });
}

async function throughSocks(socket: Duplex, proxy: URL, host: string, port: number): Promise<Duplex> {
  const { SocksClient } = await import('socks');
  const { username, password } = proxy;
  try {
    const { socket: through } = await SocksClient.createConnection({
      command: 'connect',
      destination: { host, port },
      existing_socket: socket,
      proxy: {
        host: hostOf(proxy),
        port: portOf(proxy),
        type: 5,
        ...(username === '' ? {} : { userId: decodeURIComponent(username), password: decodeURIComponent(password) }),
      },
    });
    return through;
  } catch (error) {
    socket.destroy();
    throw refused(proxy, error instanceof Error ? error.message : String(error));
  }
}

function proxyAuthorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '') return {};
  const plain = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'Proxy-Authorization': `Basic ${Buffer.from(plain, 'utf8').toString('base64')}` };
}

function refused(proxy: URL, what: string): UserError {
  return new UserError(`the proxy does not let the connection through: ${what}`, {
    where: `${proxy.protocol}//${proxy.host}`,
    exitCode: ExitCode.unreadable,
  });
}
