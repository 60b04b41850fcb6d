import type { Header } from '../../../envoy/model/HttpRequest.js';

/** How the end of a body is found. */
export type BodyKind = 'none' | 'length' | 'chunked' | 'until_close';

/** An answer's head, and what it answers. */
export interface ResponseHead {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly minor: 0 | 1;
  readonly method: string;
}

/** A response's body; `informational` has none and is no answer yet. */
export interface ResponseBody {
  readonly kind: BodyKind | 'informational';
  readonly length: number;
  readonly reusable: boolean;
}

/** Where the body of an answer ends (RFC 9112 §6.3); `undefined` where that cannot be told. */
export function bodyOf({ status, headers, minor, method }: ResponseHead): ResponseBody | undefined {
  const connection = valuesOf(headers, 'connection').toLowerCase();
  const reusable = minor === 1 ? !connection.includes('close') : connection.includes('keep-alive');
  if (status === 101 || (method === 'CONNECT' && status >= 200 && status < 300))
    return { kind: 'until_close', length: 0, reusable: false };
  if (status < 200) return { kind: 'informational', length: 0, reusable };
  const lengths = headers.filter(({ name }) => name === 'content-length');
  const encoding = valuesOf(headers, 'transfer-encoding').toLowerCase();
  if (status === 204 && (encoding !== '' || lengths.some(({ value }) => value !== '0'))) return undefined;
  if (method === 'HEAD' || status === 204 || status === 304) return { kind: 'none', length: 0, reusable };
  if (encoding !== '') {
    if (lengths.length > 0 || encoding !== 'chunked') return undefined;
    return { kind: 'chunked', length: 0, reusable };
  }
  const [length] = lengths;
  if (length === undefined) return { kind: 'until_close', length: 0, reusable: false };
  if (lengths.length > 1 || !/^\d{1,15}$/.test(length.value)) return undefined;
  return { kind: 'length', length: Number(length.value), reusable };
}

function valuesOf(headers: readonly Header[], wanted: string): string {
  let text = '';
  for (const { name, value } of headers) if (name === wanted) text = text === '' ? value : `${text},${value}`;
  return text;
}
