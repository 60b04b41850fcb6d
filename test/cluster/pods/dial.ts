import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { Duplex } from 'node:stream';

/** Where a port of a pod really is. */
export type DialTarget =
  | { readonly host: string; readonly port: number }
  /** A Unix socket. */
  | { readonly path: string }
  /** From inside of a network namespace, which is named by a file. */
  | { readonly netns: string; readonly host: string; readonly port: number };

/** Connects, or fails as a connection is refused. */
export function dial(target: DialTarget): Promise<Duplex> {
  if ('netns' in target) return dialInside(target);
  return new Promise((resolve, reject) => {
    const socket = connect({ ...target, allowHalfOpen: true });
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => reject(new Error(refused('port' in target ? target.port : 0))));
  });
}

/** As the kubelet says that nobody listens. */
export function refused(port: number): string {
  return `dial tcp4 127.0.0.1:${port}: connect: connection refused IPv6: dial tcp6 [::1]:${port}: connect: connection refused`;
}

const CARRY = `
const socket = require('node:net').connect({ host: process.argv[1], port: Number(process.argv[2]), allowHalfOpen: true });
socket.on('connect', () => { process.stderr.write('+'); process.stdin.pipe(socket).pipe(process.stdout); });
socket.on('error', () => process.exit(1));
`;

/** A process inside of the namespace that carries bytes between its standard streams and the port. */
function dialInside({ netns, host, port }: Extract<DialTarget, { netns: string }>): Promise<Duplex> {
  const child = spawn('nsenter', [`--net=${netns}`, '--', process.execPath, '-e', CARRY, host, String(port)]);
  const stream = Duplex.from({ readable: child.stdout, writable: child.stdin });
  stream.on('error', () => undefined);
  stream.on('close', () => child.kill());
  return new Promise((resolve, reject) => {
    child.stderr.once('data', () => resolve(stream));
    child.once('error', reject);
    child.once('exit', () => reject(new Error(refused(port))));
  });
}
