import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { EchoRecord, EchoTls } from '../../model/EchoRecord.js';

/** Whose answer it is. */
export interface Speaker {
  readonly pod: string;
  readonly app: EchoRecord['app'];
  readonly log: (line: string) => void;
}

/** As much of a body as is kept. */
export const BODY_LIMIT = 4096;

/** Makes the record of a request or connection, logs it, and gives its text. */
export function record(
  socket: Socket,
  { pod, app, log }: Speaker,
  what: Pick<EchoRecord, 'protocol' | 'method' | 'path' | 'authority' | 'headers'> & { readonly body: Buffer },
): string {
  const tls = socket instanceof TLSSocket ? tlsOf(socket) : undefined;
  const entry: EchoRecord = {
    pod,
    app,
    at: new Date().toISOString(),
    peer: endOf(socket.remoteAddress, socket.remotePort),
    local: endOf(socket.localAddress, socket.localPort),
    ...(tls === undefined ? {} : { tls }),
    ...what,
    body: what.body.toString('latin1', 0, BODY_LIMIT),
  };
  const text = JSON.stringify(entry);
  log(text);
  return text;
}

/** A dual-stack socket has IPv4 addresses as IPv6 ones. */
function endOf(address = '', port = 0): string {
  const plain = address.replace(/^::ffff:(?=[0-9.]+$)/, '');
  return plain.includes(':') ? `[${plain}]:${port}` : `${plain}:${port}`;
}

function tlsOf(socket: TLSSocket): EchoTls {
  const sni: unknown = Reflect.get(socket, 'servername');
  const { subjectaltname = '' } = socket.authorized ? socket.getPeerCertificate() : {};
  return {
    version: socket.getProtocol() ?? '',
    ...(typeof sni === 'string' ? { sni } : {}),
    ...(typeof socket.alpnProtocol === 'string' ? { alpn: socket.alpnProtocol } : {}),
    peerUris: [...subjectaltname.matchAll(/URI:([^,\s]+)/g)].map(([, uri = '']) => uri),
  };
}
