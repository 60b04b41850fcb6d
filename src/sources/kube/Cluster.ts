import type { Duplex } from 'node:stream';
import type { JsonObject } from '../../text/json/JsonValue.js';

/** A place in Kubernetes' API. */
export interface ApiPath {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** The plural: `pods`. */
  readonly resource: string;
  /** Absent: of the whole cluster. */
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  /** `portforward`, `ephemeralcontainers`. */
  readonly subresource?: string | undefined;
}

/** What every call takes. */
export interface CallOptions {
  /** Ends the call at once, with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Which objects a list is of. */
export interface ListOptions extends CallOptions {
  /** As `-l` has it. */
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
}

/** How an object is deleted. */
export interface DeleteOptions extends CallOptions {
  readonly gracePeriodSeconds?: number;
  /** Deletes it only if it is still this one. */
  readonly uid?: string;
}

/** The forms of a patch. */
export type PatchKind = 'merge' | 'strategic' | 'json';

/** What an exec is given. */
export interface ExecOptions extends CallOptions {
  /** What the program reads; without it it has no stdin. Its end can be told only to servers that speak `v5.channel.k8s.io`. */
  readonly stdin?: Uint8Array | undefined;
  /** Bytes of stdout and stderr together that are taken; more is an error. 64 MiB. */
  readonly maxBytes?: number;
  /** Takes stdout piece by piece, instead of `ExecResult.stdout`; the next one comes when the promise is fulfilled. */
  readonly onStdout?: (chunk: Buffer) => Promise<void>;
}

/** What a program in a container did. */
export interface ExecResult {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly exitCode: number;
}

/** A way to one port of a pod. */
export interface PortForward {
  /** A new TCP connection to the port. Fails with what the node says when nothing listens there. */
  readonly connect: (options?: CallOptions) => Promise<Duplex>;
}

/** An HTTP answer, whatever its status. */
export interface PlainAnswer {
  readonly status: number;
  readonly contentType: string;
  /** To be read or destroyed. */
  readonly body: NodeJS.ReadableStream & AsyncIterable<Buffer>;
}

/**
 * A cluster's API, with the credentials of one context. What the API refuses is a `KubeApiError`; what keeps it from being asked (network,
 * certificates, credentials, time) is a `UserError` (exit 5). Every call ends within the request timeout, streams once they stand excepted.
 */
export interface Cluster {
  /** The context's name, or `in-cluster`. */
  readonly name: string;
  /** The context's namespace, or that of `-n`. */
  readonly namespace: string;
  /** The API server's URL. */
  readonly server: string;
  /** How many requests were sent so far: `api` without streams and those by which a stream begins. */
  readonly calls: () => { readonly api: number; readonly streams: number };
  readonly get: (path: ApiPath, options?: CallOptions) => Promise<JsonObject>;
  /** Every object, page by page; each has its `kind` and `apiVersion`. */
  readonly list: (path: ApiPath, options?: ListOptions) => Promise<readonly JsonObject[]>;
  readonly create: (path: ApiPath, object: JsonObject, options?: CallOptions) => Promise<JsonObject>;
  readonly patch: (
    path: ApiPath,
    kind: PatchKind,
    patch: JsonObject | readonly JsonObject[],
    options?: CallOptions,
  ) => Promise<JsonObject>;
  /** Deletes an object; one that is not there is no error. */
  readonly delete: (path: ApiPath, options?: DeleteOptions) => Promise<void>;
  /** What a container wrote; the last `tailLines` lines. */
  readonly log: (
    namespace: string,
    pod: string,
    container: string,
    options?: CallOptions & { readonly tailLines?: number },
  ) => Promise<string>;
  readonly portForward: (namespace: string, pod: string, port: number) => PortForward;
  readonly exec: (
    namespace: string,
    pod: string,
    container: string,
    argv: readonly string[],
    options?: ExecOptions,
  ) => Promise<ExecResult>;
  /** A GET by way of the pod's proxy subresource: the API server asks the pod's own address. */
  readonly podProxy: (
    namespace: string,
    pod: string,
    port: number,
    path: string,
    options?: CallOptions,
  ) => Promise<PlainAnswer>;
  /** Closes idle connections. */
  readonly close: () => void;
}
