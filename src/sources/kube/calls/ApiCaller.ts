import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ApiPath } from '../Cluster.js';
import type { ApiVerb } from '../KubeApiError.js';

/** One call. */
export interface ApiCall {
  readonly verb: ApiVerb;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: ApiPath;
  readonly query?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: string | undefined;
  readonly contentType?: string;
  readonly signal?: AbortSignal | undefined;
}

/** A connection on which a stream may begin, with what its request has to carry. */
export interface StreamStart {
  readonly socket: Duplex;
  /** `http://10.0.0.1:6443/api/…`: of the request, for its `Host`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** Told that the server refuses the stream for its credentials; whether to try again. */
  readonly refuse: () => boolean;
}

/** Sends calls with the credentials of one context. */
export interface ApiCaller {
  /** The answer to a call that succeeded, its body not read. Errors as `Cluster`'s. */
  readonly send: (call: ApiCall) => Promise<IncomingMessage>;
  /** A fresh connection for a stream below `path`. */
  readonly startStream: (path: string, signal: AbortSignal | undefined) => Promise<StreamStart>;
  /** `signal`, and that the request timeout has passed. */
  readonly within: (signal: AbortSignal | undefined) => AbortSignal | undefined;
  readonly counts: () => { readonly api: number; readonly streams: number };
  readonly close: () => void;
}
