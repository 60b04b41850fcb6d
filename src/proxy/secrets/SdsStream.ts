import { connect, type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2';
import { connect as connectSocket } from 'node:net';
import { grpcFrame } from '../grpc/grpcFrame.js';
import { GrpcFrames } from '../grpc/GrpcFrames.js';
import { bytesField, readFields } from '../grpc/protobuf.js';
import type { SecretValue } from '../runtime/SecretSource.js';
import { readSecretBytes } from './readSecretBytes.js';

const PATH = '/envoy.service.secret.v3.SecretDiscoveryService/StreamSecrets';
const TYPE = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret';
const LONGEST = 16 * 1024 * 1024;

/** Where secrets are served, and to whom. */
export interface SdsTarget {
  readonly address: { readonly path: string } | { readonly host: string; readonly port: number };
  readonly node: { readonly id: string; readonly cluster: string };
}

/** What a stream tells. */
export interface SdsEvents {
  secret(value: SecretValue): void;
  note(line: string): void;
}

/** One secret, asked for by SDS over gRPC, again whenever the stream breaks (`StreamSecrets`, state of the world). */
export class SdsStream {
  readonly #name: string;
  readonly #target: SdsTarget;
  readonly #events: SdsEvents;
  #session: ClientHttp2Session | undefined;
  #timer: NodeJS.Timeout | undefined;
  #wait = 100;
  #closed = false;

  constructor(name: string, target: SdsTarget, events: SdsEvents) {
    this.#name = name;
    this.#target = target;
    this.#events = events;
    this.#open();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#session?.destroy();
  }

  #open(): void {
    const session = connect('http://sds', { createConnection: () => connectSocket(this.#target.address) });
    this.#session = session;
    session.on('error', (error: Error) => this.#events.note(`secret ${this.#name}: ${error.message}`));
    session.on('close', () => this.#again());
    const stream = session.request({
      ':method': 'POST',
      ':path': PATH,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    stream.on('error', () => undefined);
    stream.on('close', () => session.destroy());
    const frames = new GrpcFrames(LONGEST);
    stream.on('data', (chunk: Buffer) => this.#received(stream, frames, chunk));
    this.#request(stream, '', '');
  }

  #received(stream: ClientHttp2Stream, frames: GrpcFrames, chunk: Buffer): void {
    try {
      for (const message of frames.add(chunk)) this.#response(stream, readFields(message));
    } catch (error) {
      this.#events.note(`secret ${this.#name}: ${error instanceof Error ? error.message : String(error)}`);
      stream.close();
    }
  }

  #response(stream: ClientHttp2Stream, response: ReadonlyMap<number, readonly Buffer[]>): void {
    for (const resource of response.get(2) ?? []) {
      const value = readFields(resource).get(2)?.at(-1);
      if (value !== undefined) this.#events.secret(readSecretBytes(value));
    }
    this.#wait = 100;
    const text = (number: number): string => response.get(number)?.at(-1)?.toString('utf8') ?? '';
    this.#request(stream, text(1), text(5));
  }

  /** `DiscoveryRequest`: the first one, or that a response was taken. */
  #request(stream: ClientHttp2Stream, version: string, nonce: string): void {
    const { id, cluster } = this.#target.node;
    const message = Buffer.concat([
      ...(version === '' ? [] : [bytesField(1, version)]),
      bytesField(2, Buffer.concat([bytesField(1, id), bytesField(2, cluster)])),
      bytesField(3, this.#name),
      bytesField(4, TYPE),
      ...(nonce === '' ? [] : [bytesField(5, nonce)]),
    ]);
    stream.write(grpcFrame(message));
  }

  #again(): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => this.#open(), this.#wait);
    this.#wait = Math.min(5000, this.#wait * 2);
  }
}
