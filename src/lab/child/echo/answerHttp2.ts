import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { grpcFrame } from '../../../proxy/grpc/grpcFrame.js';
import { bytesField } from '../../../proxy/grpc/protobuf.js';
import { readBody } from './readBody.js';
import { record, type Speaker } from './record.js';
import { wishesOf } from './wishes.js';

/** Answers a request of HTTP/2 with its record; one of gRPC with a message whose field 1 is the record's text. */
export function answerHttp2(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  raw: readonly string[],
  speaker: Speaker,
): void {
  stream.on('error', () => stream.destroy());
  answer(stream, headers, raw, speaker).catch(() => stream.destroy());
}

async function answer(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  raw: readonly string[],
  speaker: Speaker,
): Promise<void> {
  const text = (name: string): string | undefined => headers[name]?.toString();
  const isGrpc = text('content-type')?.startsWith('application/grpc') ?? false;
  const body = await readBody(stream);
  const status = await wishesOf(text);
  const { socket } = stream.session ?? {};
  if (socket === undefined || stream.destroyed) return;
  const entry = record(socket, speaker, {
    protocol: isGrpc ? 'gRPC' : 'HTTP/2',
    method: text(':method') ?? '',
    path: text(':path') ?? '',
    authority: text(':authority') ?? '',
    headers: raw.flatMap((name, i) =>
      i % 2 === 0 && !name.startsWith(':') ? [[name.toLowerCase(), raw[i + 1] ?? ''] as const] : [],
    ),
    body,
  });
  if (isGrpc) answerGrpc(stream, entry, status, speaker);
  else {
    stream.respond({ ':status': status, 'content-type': 'application/json', 'x-lab-pod': speaker.pod });
    stream.end(`${entry}\n`);
  }
}

/** gRPC's status `unavailable`, for a request that asks for a bad answer. */
const UNAVAILABLE = '14';

function answerGrpc(stream: ServerHttp2Stream, entry: string, status: number, { pod }: Speaker): void {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'x-lab-pod': pod }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': status < 300 ? '0' : UNAVAILABLE }));
  stream.end(grpcFrame(bytesField(1, entry)));
}
