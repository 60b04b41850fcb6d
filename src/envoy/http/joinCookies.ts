import type { HttpRequest } from '../model/HttpRequest.js';
import { headerValues, withoutHeader } from './headers.js';

/**
 * HTTP/2 sends cookies in crumbs, which become one line again, behind all others; of nothing but empty ones none
 * (source/common/http/utility.cc, reconstituteCrumbledCookies; measured).
 */
export function joinCookies(request: HttpRequest): HttpRequest {
  const crumbs = headerValues(request, 'cookie');
  if (request.protocol !== 'HTTP/2' || crumbs.length === 0) return request;
  const value = crumbs.reduce((joined, crumb) => (joined === '' ? crumb : `${joined}; ${crumb}`), '');
  const others = withoutHeader(request.headers, 'cookie');
  return { ...request, headers: value === '' ? others : [...others, { name: 'cookie', value }] };
}
