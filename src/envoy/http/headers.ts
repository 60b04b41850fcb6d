import type { Header, HttpRequest } from '../model/HttpRequest.js';

/**
 * The values of a header in order, one per line; of a pseudo header (`:path`, `:authority`, …) too. `host` is `:authority`
 * inside Envoy (source/common/http/header_map_impl.cc). `name` in lower case.
 */
export function headerValues(request: HttpRequest, name: string): readonly string[] {
  switch (name) {
    case ':authority':
    case 'host':
      return request.authority === undefined ? [] : [request.authority];
    case ':path':
      return request.path === '' ? [] : [request.path];
    case ':method':
      return [request.method];
    case ':scheme':
      return [request.scheme];
    default:
      return request.headers.filter((header) => header.name === name).map(({ value }) => value);
  }
}

/** The first value of a header, which is what Envoy reads where it does not trust the sender. */
export function firstHeader(request: HttpRequest, name: string): string | undefined {
  if (name.startsWith(':') || name === 'host') return headerValues(request, name)[0];
  return request.headers.find((header) => header.name === name)?.value;
}

/** The headers without `name`. */
export function withoutHeader(headers: readonly Header[], name: string): readonly Header[] {
  return headers.filter((header) => header.name !== name);
}

/** The headers with one line `name`, at the place of the first that was there, else at the end. */
export function withHeader(headers: readonly Header[], name: string, value: string): readonly Header[] {
  const at = headers.findIndex((header) => header.name === name);
  if (at < 0) return [...headers, { name, value }];
  return headers.flatMap((header, i) => (i === at ? [{ name, value }] : header.name === name ? [] : [header]));
}
