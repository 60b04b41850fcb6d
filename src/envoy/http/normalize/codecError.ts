import type { HttpConnectionManager } from '../../model/HttpConnectionManager.js';
import type { HttpRequest } from '../../model/HttpRequest.js';
import type { LocalReply } from '../../model/LocalReply.js';
import { headerValues } from '../headers.js';

/** Defaults of `max_request_headers_kb` and `max_headers_count`. */
const MAX_HEADER_BYTES = 60 * 1024;
const MAX_HEADERS = 100;
/** Counted with the others. */
const PSEUDO_HEADERS = 4;

/** What `:authority` may hold (source/common/http/header_utility.cc, authorityIsValid). */
const AUTHORITY = /^[\w.~!$&'()*+,;=:@[\]%-]*$/;

const UNDERSCORES = 'common_http_protocol_options.headers_with_underscores_action';

/**
 * What the codec refuses before there is a request (source/common/http/{http1,http2}/codec_impl.cc; measured): flag DPE, the status's
 * own text as body; over HTTP/2 the stream is reset without a status. `undefined`: it is fine. Limits on headers are configurable
 * and the model does not carry them, so that only requests below the defaults are sure to pass, unless whoever asks has
 * looked at them himself (`limitsKept`).
 */
export function codecError(
  hcm: HttpConnectionManager,
  request: HttpRequest,
  limitsKept: boolean,
): LocalReply | { readonly unknown: string } | undefined {
  const own = request.protocol === 'HTTP/2' ? http2Error(request) : http1Error(hcm, request);
  if (limitsKept) return own;
  if (headerBytes(request) > MAX_HEADER_BYTES)
    return { unknown: 'whether max_request_headers_kb lets this request pass' };
  if (request.headers.length >= MAX_HEADERS - PSEUDO_HEADERS)
    return { unknown: 'whether max_headers_count lets this request pass' };
  if (hcm.unsupported.includes(UNDERSCORES) && request.headers.some(({ name }) => name.includes('_'))) {
    return { unknown: 'what headers_with_underscores_action does with this request' };
  }
  return own;
}

function http1Error(hcm: HttpConnectionManager, request: HttpRequest): LocalReply | undefined {
  const { method, path } = request;
  if (/[^!-~]/.test(path)) return protocolError(400, 'Bad Request', 'http1.codec_error');
  if (path === '*' && method !== 'OPTIONS' && hcm.allowAbsoluteUrl)
    return protocolError(400, 'Bad Request', 'http1.invalid_url');
  const target = path === '' || path === '*' || path.startsWith('/') || /^https?:\/\//i.test(path);
  if (!target && method !== 'CONNECT') {
    const details = /^[a-z][a-z\d+.-]*:\/\//i.test(path) ? 'http1.invalid_scheme' : 'http1.codec_error';
    return protocolError(400, 'Bad Request', details);
  }
  if (method === 'CONNECT' && !isTunnelTarget(request.authority ?? ''))
    return protocolError(400, 'Bad Request', 'http1.invalid_url');
  if (!AUTHORITY.test(request.authority ?? '')) return protocolError(400, 'Bad Request', 'http.invalid_authority');
  const lengths = headerValues(request, 'content-length');
  if (lengths.length > 1) return protocolError(400, 'Bad Request', 'http1.codec_error');
  if (lengths.length > 0 && headerValues(request, 'transfer-encoding').length > 0) {
    return protocolError(400, 'Bad Request', 'http1.content_length_and_chunked_not_allowed');
  }
  const encodings = headerValues(request, 'transfer-encoding');
  if (encodings.length > 0 && encodings.join(',').toLowerCase() !== 'chunked')
    return protocolError(501, 'Not Implemented', 'http1.invalid_transfer_encoding');
  if (request.protocol === 'HTTP/1.0' && !hcm.acceptHttp10)
    return protocolError(426, 'Upgrade Required', 'low_version');
  return undefined;
}

/** A CONNECT over HTTP/1 names a host and a port (source/common/http/utility.cc, Url::initializeForConnect; measured). */
function isTunnelTarget(target: string): boolean {
  const port = /^(?:[A-Za-z\d.-]+|\[[A-Fa-f\d:.]+\]):(\d+)$/.exec(target)?.[1];
  return port !== undefined && Number(port) <= 65_535;
}

function http2Error({ method, path, authority, headers }: HttpRequest): LocalReply | undefined {
  if (headers.some(({ name }) => name === 'connection'))
    return protocolError(undefined, '', 'http2.invalid.header.field');
  const pathIsFine = method === 'CONNECT' || path.startsWith('/') || (method === 'OPTIONS' && path === '*');
  return authority === undefined || !pathIsFine
    ? protocolError(undefined, '', 'http2.violation.of.messaging.rule')
    : undefined;
}

function headerBytes({ headers, authority = '', path }: HttpRequest): number {
  return headers.reduce((sum, { name, value }) => sum + name.length + value.length, authority.length + path.length);
}

function protocolError(status: number | undefined, body: string, details: string): LocalReply {
  return {
    ...(status === undefined ? {} : { status }),
    flags: 'DPE',
    details,
    terminationDetails: '',
    headers: [],
    body,
  };
}
