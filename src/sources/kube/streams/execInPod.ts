import type { WebSocket } from 'ws';
import { ExitCode } from '../../../text/ExitCode.js';
import { UserError } from '../../../text/UserError.js';
import type { ApiCaller } from '../calls/ApiCaller.js';
import type { ApiPath, ExecOptions, ExecResult } from '../Cluster.js';
import { reasonOf } from '../wire/connectTcp.js';
import { openSocket } from './openSocket.js';
import { readExitCode } from './readExitCode.js';

const [STDIN, STDOUT, STDERR, STATUS, CLOSE] = [0, 1, 2, 3, 255];

/** The protocol in which the end of stdin can be told. */
const V5 = 'v5.channel.k8s.io';

const DEFAULT_MAX_BYTES = 64 * 2 ** 20;

/** Pieces of stdin. */
const PIECE = 2 ** 15;

/** What to run, and where. */
export interface Execution {
  readonly container: string;
  readonly argv: readonly string[];
}

/**
 * Runs a program in a container to its end. A program that fails is no error: its exit code says so. What cannot be started, too much
 * output, or a stream that breaks off before the status, is a `UserError` (exit 5).
 */
export async function execInPod(
  caller: ApiCaller,
  path: ApiPath,
  { container, argv }: Execution,
  options: ExecOptions,
): Promise<ExecResult> {
  const { stdin, signal } = options;
  const query = {
    container,
    command: argv,
    stdin: stdin === undefined ? undefined : 'true',
    stdout: 'true',
    stderr: 'true',
  };
  const socket = await openSocket(caller, { path, query, protocols: [V5, 'v4.channel.k8s.io'], signal });
  const ended = collect(socket, `${argv[0] ?? 'a program'} in ${path.namespace ?? ''}/${path.name ?? ''}`, options);
  if (stdin !== undefined) sendStdin(socket, stdin);
  return ended;
}

function sendStdin(socket: WebSocket, stdin: Uint8Array): void {
  for (let at = 0; at < stdin.length; at += PIECE)
    socket.send(Buffer.concat([Buffer.from([STDIN]), stdin.subarray(at, at + PIECE)]));
  if (socket.protocol === V5) socket.send(Buffer.from([CLOSE, STDIN]));
}

function collect(
  socket: WebSocket,
  what: string,
  { signal, maxBytes = DEFAULT_MAX_BYTES, onStdout }: ExecOptions,
): Promise<ExecResult> {
  return new Promise((resolve, reject) => {
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let size = 0;
    let handed = Promise.resolve();
    let status: string | undefined;
    const fail = (error: Error): void => {
      signal?.removeEventListener('abort', abort);
      socket.terminate();
      reject(error);
    };
    const abort = (): void => fail(reasonOf(signal));
    const trouble = (why: string): void => fail(new UserError(`${what}: ${why}`, { exitCode: ExitCode.unreadable }));
    if (signal?.aborted === true) {
      abort();
      return;
    }
    signal?.addEventListener('abort', abort, { once: true });
    socket.on('message', (message) => {
      const bytes = message as Buffer;
      const channel = bytes[0];
      const data = bytes.subarray(1);
      if (channel === STATUS) status = (status ?? '') + data.toString('utf8');
      if ((channel !== STDOUT && channel !== STDERR) || data.length === 0) return;
      size += data.length;
      if (channel === STDOUT && onStdout !== undefined) {
        socket.pause();
        handed = handed.then(() => onStdout(data)).then(() => socket.resume(), fail);
      } else if (size > maxBytes) trouble(`prints more than ${Math.floor(maxBytes / 2 ** 20)} MiB`);
      else (channel === STDOUT ? out : err).push(data);
    });
    socket.on('error', (error) => trouble(error.message));
    socket.on('close', () => {
      void handed.then(() => {
        signal?.removeEventListener('abort', abort);
        const exitCode = readExitCode(status);
        if (typeof exitCode === 'number') resolve({ stdout: Buffer.concat(out), stderr: Buffer.concat(err), exitCode });
        else trouble(exitCode);
      });
    });
    socket.resume();
  });
}
