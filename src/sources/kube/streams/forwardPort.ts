import { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';
import type { ApiCaller } from '../calls/ApiCaller.js';
import type { ApiPath, PortForward } from '../Cluster.js';
import { openSocket } from './openSocket.js';

/** Data and errors of the one port that is asked for; each begins with the port's number in two bytes. */
const [DATA, ERROR] = [0, 1];

/** What a node is told to say at most. */
const MAX_ERROR = 4096;

/**
 * A way to a port of a pod. Each connection is a WebSocket of its own, for `v4.channel.k8s.io` has one connection of the pod a port
 * (k8s.io/kubelet `pkg/cri/streaming/portforward/websocket.go`); many requests go over one connection by HTTP's keep-alive.
 */
export function forwardPort(caller: ApiCaller, path: ApiPath, port: number): PortForward {
  return {
    connect: async ({ signal } = {}) => {
      const query = { ports: String(port) };
      const socket = await openSocket(caller, { path, query, protocols: ['v4.channel.k8s.io'], signal });
      return streamOf(socket, `port ${port} of pod ${path.namespace ?? ''}/${path.name ?? ''}`);
    },
  };
}

function streamOf(socket: WebSocket, what: string): Duplex {
  /** What is left of the port's number on each channel. */
  const skip = [2, 2];
  let complaint = '';
  const stream = new Duplex({
    highWaterMark: 2 ** 16,
    emitClose: true,
    read: () => socket.resume(),
    write: (chunk: Buffer, _encoding, callback) => {
      socket.send(Buffer.concat([Buffer.from([DATA]), chunk]), { binary: true }, (error) => callback(error ?? null));
    },
    // The protocol has no end of one direction only.
    final: (callback) => callback(),
    destroy: (error, callback) => {
      socket.terminate();
      callback(error);
    },
  });
  const fail = (): void => {
    const why = complaint.trim();
    stream.destroy(
      new UserError(`${what} cannot be reached: ${why === '' ? 'the connection breaks off' : why}`, {
        exitCode: ExitCode.unreadable,
      }),
    );
  };
  socket.on('message', (message) => {
    const bytes = message as Buffer;
    const channel = bytes[0] === DATA ? DATA : ERROR;
    let from = 1;
    const header = Math.min(skip[channel] ?? 0, bytes.length - 1);
    skip[channel] = (skip[channel] ?? 0) - header;
    from += header;
    if (from >= bytes.length) return;
    if (channel === ERROR) {
      complaint = (complaint + bytes.toString('utf8', from)).slice(0, MAX_ERROR);
      fail();
    } else if (!stream.push(bytes.subarray(from))) socket.pause();
  });
  socket.on('close', () => (complaint === '' ? stream.push(null) : fail()));
  socket.on('error', fail);
  return stream;
}
