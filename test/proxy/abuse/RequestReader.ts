/** A request as a server got it. */
export interface SeenRequest {
  /** `GET / HTTP/1.1`. */
  readonly line: string;
  /** Without those that a proxy adds to every request. */
  readonly headers: readonly string[];
  readonly body: string;
}

/** Headers that say nothing of what the client sent. */
const ADDED = /^(?:x-request-id|x-forwarded-proto|x-envoy-expected-rq-timeout-ms|x-envoy-attempt-count):/;

/** Reads requests off a connection as RFC 9112 says, strictly; what is none becomes one whose line begins with `GARBAGE`. */
export class RequestReader {
  readonly #told: (request: SeenRequest) => void;
  #text = '';

  constructor(told: (request: SeenRequest) => void) {
    this.#told = told;
  }

  read(text: string): void {
    this.#text += text;
    for (;;) {
      const head = this.#text.indexOf('\r\n\r\n');
      if (head < 0) return;
      const [line = '', ...headers] = this.#text.slice(0, head).split('\r\n');
      const body = readBody(headers, this.#text.slice(head + 4));
      if (body === undefined) return;
      this.#text = this.#text.slice(head + 4 + body.length);
      const known = /^[A-Z-]+ \S+ HTTP\/1\.1$/.test(line) && !/[\r\n\0]/.test(headers.join(''));
      this.#told({
        line: known ? line : `GARBAGE ${line}`,
        headers: headers.filter((header) => !ADDED.test(header)),
        body: body.text,
      });
    }
  }
}

/** The body and what it takes of `text`; undefined: it is not whole. */
function readBody(
  headers: readonly string[],
  text: string,
): { readonly text: string; readonly length: number } | undefined {
  const valueOf = (name: string): string | undefined =>
    headers.find((header) => header.startsWith(`${name}: `))?.slice(name.length + 2);
  const length = Number(valueOf('content-length') ?? 0);
  if (valueOf('transfer-encoding') !== 'chunked')
    return text.length < length ? undefined : { text: text.slice(0, length), length };
  let body = '';
  for (let at = 0; ;) {
    const line = text.indexOf('\r\n', at);
    if (line < 0) return undefined;
    const size = Number.parseInt(text.slice(at, line), 16);
    const end = line + 2 + size + 2;
    if (text.length < end) return undefined;
    body += text.slice(line + 2, end - 2);
    at = end;
    if (size === 0) return { text: body, length: at };
  }
}
