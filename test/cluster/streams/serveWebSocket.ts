import type { WebSocket } from 'ws';
import { execOptions } from './execOptions.js';
import { forwardPort } from './forwardPort.js';
import { runExec } from './runExec.js';
import type { UpgradeCall } from './upgradeCall.js';
import { WebSocketChannels } from './WebSocketChannels.js';

const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const ERROR = 3;
const RESIZE = 4;

/** Exec and attach over the channels of a WebSocket. */
export async function serveExecChannels(call: UpgradeCall, socket: WebSocket): Promise<void> {
  const options = execOptions(call.query, call.pod, call.target.subresource);
  const channels = new WebSocketChannels(socket, [STDIN, STDOUT, STDERR, ERROR, RESIZE]);
  const gone = new AbortController();
  socket.on('close', () => gone.abort());
  channels.channel(RESIZE).resume();
  // As the real server says that it is there: an empty message of the lowest channel that it writes.
  socket.send(Buffer.from([options.stdout ? STDOUT : options.stderr ? STDERR : ERROR]));
  await runExec(
    call,
    options,
    {
      error: channels.channel(ERROR),
      ...(options.stdin ? { stdin: channels.channel(STDIN) } : {}),
      ...(options.stdout ? { stdout: channels.channel(STDOUT) } : {}),
      ...(options.stderr ? { stderr: channels.channel(STDERR) } : {}),
    },
    gone.signal,
  );
  channels.close();
}

/** Port-forward over the channels of a WebSocket: for each port one for data and one for errors. */
export async function servePortChannels({ query, context, pod }: UpgradeCall, socket: WebSocket): Promise<void> {
  const ports = portsOf(query);
  const channels = new WebSocketChannels(
    socket,
    ports.flatMap((_, index) => [2 * index, 2 * index + 1]),
  );
  const gone = new AbortController();
  socket.on('close', () => gone.abort());
  await Promise.all(
    ports.map(async (port, index) => {
      const [data, error] = [channels.channel(2 * index), channels.channel(2 * index + 1)];
      const head = Buffer.alloc(2);
      head.writeUInt16LE(port);
      data.write(head);
      error.write(head);
      await forwardPort(port, () => context.pods.connect(pod, port), { data, error, signal: gone.signal });
    }),
  );
  channels.close();
}

/** The ports that the query of a port-forward names. */
export function portsOf(query: URLSearchParams): readonly number[] {
  return query
    .getAll('ports')
    .flatMap((one) => one.split(','))
    .map(Number);
}
