import { createServer, type ServerHttp2Stream } from 'node:http2';
import type { ChildSds, ChildSecret } from '../ChildSpec.js';
import { listen } from '../listen.js';
import { grpcFrame } from '../../../proxy/grpc/grpcFrame.js';
import { GrpcFrames } from '../../../proxy/grpc/GrpcFrames.js';
import { bytesField, readFields } from '../../../proxy/grpc/protobuf.js';

const PATH = '/envoy.service.secret.v3.SecretDiscoveryService/StreamSecrets';
const TYPE = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret';

/** Fields of DiscoveryRequest. */
const RESOURCE_NAMES = 3;
const RESPONSE_NONCE = 5;
const ERROR_DETAIL = 6;

/** Gives the secrets to whoever asks at the Unix socket. A name that is not known is never answered, as Istio's agent does. */
export async function serveSds({ socket, secrets }: ChildSds): Promise<void> {
  const server = createServer();
  server.on('sessionError', () => undefined);
  server.on('stream', (stream, headers) => {
    stream.on('error', () => stream.destroy());
    if (headers[':path'] !== PATH) {
      stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '12' }, { endStream: true });
      return;
    }
    answer(stream, secrets);
  });
  await listen(server, { path: socket });
}

function answer(stream: ServerHttp2Stream, secrets: ChildSds['secrets']): void {
  const frames = new GrpcFrames();
  let known = '';
  let version = 0;
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
  stream.on('end', () => stream.end());
  stream.on('data', (bytes: Buffer) => {
    for (const message of frames.add(bytes)) {
      const request = readFields(message);
      const names = (request.get(RESOURCE_NAMES) ?? []).map(String);
      const [error] = request.get(ERROR_DETAIL) ?? [];
      if (error !== undefined) process.stderr.write(`rejected ${names.join(', ')}: ${error.toString('latin1')}\n`);
      const isAck = (request.get(RESPONSE_NONCE) ?? []).some(({ length }) => length > 0) && names.join() === known;
      if (isAck) continue;
      known = names.join();
      const found = names.flatMap((name) => {
        const secret = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
        if (secret === undefined) process.stderr.write(`no secret ${name}\n`);
        return secret === undefined ? [] : [resource(name, secret)];
      });
      version += 1;
      if (found.length > 0) stream.write(grpcFrame(response(String(version), found)));
    }
  });
}

/** DiscoveryResponse: version_info, resources, type_url, nonce. */
function response(version: string, resources: readonly Buffer[]): Buffer {
  return Buffer.concat([
    bytesField(1, version),
    ...resources.map((one) => bytesField(2, Buffer.concat([bytesField(1, TYPE), bytesField(2, one)]))),
    bytesField(4, TYPE),
    bytesField(5, version),
  ]);
}

/** Secret: name, and tls_certificate (chain, key) or validation_context (trusted_ca), each a DataSource of inline_bytes. */
function resource(name: string, secret: ChildSecret): Buffer {
  const source = (pem: string): Buffer => bytesField(2, pem);
  const value =
    secret.kind === 'certificate'
      ? bytesField(2, Buffer.concat([bytesField(1, source(secret.chain)), bytesField(2, source(secret.key))]))
      : bytesField(4, bytesField(1, source(secret.ca)));
  return Buffer.concat([bytesField(1, name), value]);
}
