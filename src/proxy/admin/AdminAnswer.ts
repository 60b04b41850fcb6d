/** A request to the admin API. */
export interface AdminRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** What is answered. */
export interface AdminAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** Envoy says `nosniff` twice in some refusals. */
  readonly saysNosniffTwice?: boolean;
}

const TEXT = 'text/plain; charset=UTF-8';

/** Plain text. */
export function textAnswer(body: string, status = 200): AdminAnswer {
  return { status, contentType: TEXT, body };
}

/** A refusal of `/config_dump`, which names no character set. */
export function plainRefusal(body: string, status: number): AdminAnswer {
  return { status, contentType: 'text/plain', body, saysNosniffTwice: true };
}

/** A message as protobuf's JSON printer lays it out: one blank a level, angle brackets escaped, a newline at the end. */
export function messageAnswer(message: unknown): AdminAnswer {
  const json = JSON.stringify(message, undefined, 1).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
  return { status: 200, contentType: 'application/json', body: `${json}\n` };
}
