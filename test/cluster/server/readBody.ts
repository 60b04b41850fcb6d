import type { IncomingMessage } from 'node:http';
import { decodeProtobuf } from '../protobuf/decode.js';

/** All of a request's body, as text; protobuf as the JSON that says the same. */
export async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const protobuf = (message.headers['content-type'] ?? '').startsWith('application/vnd.kubernetes.protobuf');
  return protobuf && body.length > 0 ? JSON.stringify(decodeProtobuf(body)) : body.toString();
}
