import type { Duplex } from 'node:stream';
import { SpdyConnection } from '../spdy/SpdyConnection.js';
import type { SpdyStream } from '../spdy/SpdyStream.js';
import { execOptions, type ExecOptions } from './execOptions.js';
import { forwardPort } from './forwardPort.js';
import { runExec } from './runExec.js';
import type { UpgradeCall } from './upgradeCall.js';

/** Port-forward over SPDY: a pair of streams for each connection, told apart by their request id. */
export function servePortStreams({ context, pod }: UpgradeCall, transport: Duplex): void {
  const halves = new Map<string, SpdyStream>();
  const connection = new SpdyConnection(transport, (stream) => {
    const word = (name: string) => stream.headers.get(name) ?? '';
    const [id, port] = [word('requestid'), Number(word('port'))];
    const other = halves.get(id);
    if (other === undefined) {
      halves.set(id, stream);
      return;
    }
    halves.delete(id);
    const [data, error] = word('streamtype') === 'data' ? [stream, other] : [other, stream];
    error.resume();
    const { signal } = connection;
    void forwardPort(port, () => context.pods.connect(pod, port), { data, error, signal });
  });
}

/** Exec and attach over SPDY: a stream for each of error, stdin, stdout, stderr, resize. */
export function serveExecStreams(call: UpgradeCall, transport: Duplex): void {
  const options = execOptions(call.query, call.pod, call.target.subresource);
  const wanted = wantedStreams(options);
  const streams = new Map<string, SpdyStream>();
  const connection = new SpdyConnection(transport, (stream) => {
    streams.set(stream.headers.get('streamtype') ?? '', stream);
    if (wanted.every((one) => streams.has(one))) run();
  });
  const run = (): void => {
    const { stdin, stdout, stderr, error, resize } = Object.fromEntries(streams);
    if (error === undefined) return;
    resize?.resume();
    error.resume();
    const given = {
      error,
      ...(stdin === undefined ? {} : { stdin }),
      ...(stdout === undefined ? {} : { stdout }),
      ...(stderr === undefined ? {} : { stderr }),
    };
    void runExec(call, options, given, connection.signal).finally(() => connection.close());
  };
}

function wantedStreams({ stdin, stdout, stderr, tty }: ExecOptions): readonly string[] {
  return [
    'error',
    ...(stdin ? ['stdin'] : []),
    ...(stdout ? ['stdout'] : []),
    ...(stderr ? ['stderr'] : []),
    ...(tty ? ['resize'] : []),
  ];
}
