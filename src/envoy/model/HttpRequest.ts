/** One header line; names in lower case, without pseudo headers and `host`. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

/** An HTTP request at some point of its way. */
export interface HttpRequest {
  readonly method: string;
  /** `http` or `https`; from `:scheme` or the connection. */
  readonly scheme: string;
  /** Host or `:authority`; undefined when an HTTP/1.0 or broken request has none. */
  readonly authority?: string;
  /** With query, e.g. `/items?x=1`; '' for CONNECT. */
  readonly path: string;
  readonly headers: readonly Header[];
  readonly protocol: 'HTTP/1.0' | 'HTTP/1.1' | 'HTTP/2';
  /** Whether it came to this proxy as gRPC, where a filter has changed its content type since. */
  readonly cameAsGrpc?: boolean;
}
