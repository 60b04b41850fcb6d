import type { HttpRequest } from '../model/HttpRequest.js';
import { firstHeader } from './headers.js';

/** The bytes of a request's body, by what its headers announce; the client is taken to send what it announces. */
export function sentBody(request: HttpRequest): number | 'none' | 'unknown' {
  const length = firstHeader(request, 'content-length');
  if (length !== undefined && /^\d{1,15}$/.test(length)) return Number(length) === 0 ? 'none' : Number(length);
  const chunked = firstHeader(request, 'transfer-encoding') !== undefined;
  return chunked || length !== undefined ? 'unknown' : 'none';
}
