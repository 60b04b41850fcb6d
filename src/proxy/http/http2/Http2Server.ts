import { performServerHandshake, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { ClientConnection } from '../../connection/ClientConnection.js';
import { readRawHeaders } from '../../upstream/http2/rawHeaders.js';
import type { HcmPlan } from '../HcmPlan.js';
import { ConnectionPatience } from '../http1/ConnectionPatience.js';
import { startRequest } from '../startRequest.js';
import { Http2DownstreamStream } from './Http2DownstreamStream.js';
import { readHttp2Request } from './readHttp2Request.js';

/** The HTTP/2 connections of one connection manager. */
export class Http2Server {
  readonly #plan: HcmPlan;
  readonly #sessions = new Set<ServerHttp2Session>();

  constructor(plan: HcmPlan) {
    this.#plan = plan;
  }

  /** Reads requests from a connection until it ends. */
  serve(client: ClientConnection): void {
    const { settings } = this.#plan;
    const session = performServerHandshake(client.socket, {
      settings: {
        maxConcurrentStreams: settings.maxConcurrentStreams,
        maxHeaderListSize: settings.maxRequestHeadersBytes,
        enableConnectProtocol: this.#plan.hcm.allowConnect,
        initialWindowSize: 1024 * 1024,
      },
      maxSessionInvalidFrames: 100,
      unknownProtocolTimeout: 10_000,
    });
    const patience = new ConnectionPatience(client.socket, settings.idleTimeoutMs);
    this.#sessions.add(session);
    session.on('close', () => this.#sessions.delete(session));
    session.on('error', () => session.destroy());
    // A client that closes its side has gone, for Envoy.
    client.socket.once('end', () => session.destroy());
    session.on('stream', (stream, _headers, flags, raw: unknown) => {
      patience.began();
      stream.on('close', () => patience.ended());
      this.#stream(client, stream, flags, raw);
    });
  }

  /** Tells clients to open no more streams. */
  drain(): void {
    for (const session of this.#sessions) session.close();
  }

  #stream(client: ClientConnection, stream: ServerHttp2Stream, flags: number, raw: unknown): void {
    const { pseudo, headers } = readRawHeaders(raw);
    const request = readHttp2Request(pseudo, headers);
    startRequest(this.#plan, client, new Http2DownstreamStream(stream, request, flags));
  }
}
