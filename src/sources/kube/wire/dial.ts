import type { Duplex } from 'node:stream';
import { getCACertificates } from 'node:tls';
import { isIP } from 'node:net';
import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';
import { connectTcp, reasonOf, secure } from './connectTcp.js';
import { describeNetworkError } from './describeNetworkError.js';
import { hostOf, portOf, type Endpoint } from './Endpoint.js';
import { throughProxy } from './throughProxy.js';

/** What the client proves itself with in the handshake: PEM. */
export interface ClientCertificate {
  readonly cert: string | undefined;
  readonly key: string | undefined;
}

/** A connection to the API server, after TLS if it has any. What fails is a `UserError` (exit 5); the signal ends it with its reason. */
export async function dial(
  endpoint: Endpoint,
  client: ClientCertificate,
  signal: AbortSignal | undefined,
): Promise<Duplex> {
  const { url, proxy } = endpoint;
  const [host, port] = [hostOf(url), portOf(url)];
  try {
    const socket =
      proxy === undefined ? await connectTcp(host, port, signal) : await throughProxy(proxy, host, port, signal);
    if (url.protocol !== 'https:') return socket;
    return await secure(socket, tlsOptions(endpoint, host, client), signal);
  } catch (error) {
    if (signal?.aborted === true) throw reasonOf(signal);
    if (error instanceof UserError) throw error;
    throw new UserError(`the API server cannot be reached: ${describeNetworkError(error)}`, {
      where: proxy === undefined ? url.origin : `${url.origin} by way of ${proxy.protocol}//${proxy.host}`,
      exitCode: ExitCode.unreadable,
      cause: error,
    });
  }
}

function tlsOptions(endpoint: Endpoint, host: string, { cert, key }: ClientCertificate): object {
  const name = endpoint.serverName ?? host;
  const ca = endpoint.ca ?? [...getCACertificates('default'), ...getCACertificates('system')];
  return {
    // A server's name that is an address may not be sent, yet is checked.
    ...(isIP(name) === 0 ? { servername: name } : {}),
    host: name,
    ...(endpoint.insecure ? { rejectUnauthorized: false } : { ca }),
    ...(cert === undefined ? {} : { cert, key }),
    ALPNProtocols: ['http/1.1'],
  };
}
