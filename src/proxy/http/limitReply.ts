import type { LocalReply } from '../../envoy/model/LocalReply.js';
import type { DownstreamStream } from './DownstreamStream.js';
import type { HcmPlan } from './HcmPlan.js';

/** `max_request_headers_kb` and `max_headers_count`: 431, and over HTTP/2 a reset (source/common/http/{http1,http2}/codec_impl.cc). */
export function limitReply({ settings }: HcmPlan, { request, headerBytes }: DownstreamStream): LocalReply | undefined {
  const codec = request.protocol === 'HTTP/2' ? 'http2' : 'http1';
  if (headerBytes > settings.maxRequestHeadersBytes) return tooLarge(codec, `${codec}.headers_too_large`);
  if (request.headers.length + (request.authority === undefined ? 0 : 1) > settings.maxHeadersCount)
    return tooLarge(codec, `${codec}.too_many_headers`);
  const underscored =
    settings.underscores === 'REJECT_REQUEST' && request.headers.some(({ name }) => name.includes('_'));
  return underscored ? refusal(codec, 400, 'Bad Request', `${codec}.unexpected_underscore`) : undefined;
}

function tooLarge(codec: 'http1' | 'http2', details: string): LocalReply {
  return refusal(codec, 431, 'Request Header Fields Too Large', details);
}

function refusal(codec: 'http1' | 'http2', status: number, body: string, details: string): LocalReply {
  const base = { flags: 'DPE', details, terminationDetails: '' };
  if (codec === 'http2') return { ...base, headers: [], body: '' };
  return { ...base, status, headers: [], body };
}
