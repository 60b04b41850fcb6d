import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';

/** What an HCM's `*_protocol_options` say about the requests that it takes. */
export interface CodecOptions {
  readonly acceptHttp10: boolean;
  readonly defaultHostForHttp10: string;
  readonly allowAbsoluteUrl: boolean;
  readonly allowConnect: boolean;
  readonly allowCustomMethods: boolean;
}

// Limits of time, number and size; how headers and trailers are written.
const HARMLESS_COMMON = fieldNames(
  'idle_timeout',
  'max_connection_duration',
  'max_headers_count',
  'max_response_headers_kb',
  'max_stream_duration',
  'max_requests_per_connection',
);
const HARMLESS_HTTP1 = fieldNames(
  'header_key_format',
  'enable_trailers',
  'allow_chunked_length',
  'override_stream_error_on_invalid_http_message',
  'send_fully_qualified_url',
  'use_balsa_parser',
);

/** Reads the protocol options of an HCM. HTTP/2's and HTTP/3's are sizes and limits but for `allow_connect`. */
export function readCodecOptions(hcm: Message): CodecOptions {
  const common = hcm.message('common_http_protocol_options')?.ignore(HARMLESS_COMMON);
  const http1 = hcm.message('http_protocol_options')?.ignore(HARMLESS_HTTP1);
  const http2 = hcm.one('http2_protocol_options', (value, at) => new Message(value, at));
  const http3 = hcm.one('http3_protocol_options', (value, at) => new Message(value, at));
  if (common && common.choice('headers_with_underscores_action', UNDERSCORES) !== 'ALLOW') {
    common.refuse('headers_with_underscores_action');
  }
  return {
    acceptHttp10: http1?.flag('accept_http_10') ?? false,
    defaultHostForHttp10: http1?.string('default_host_for_http_10') ?? '',
    allowAbsoluteUrl: http1?.boolean('allow_absolute_url') ?? true,
    allowCustomMethods: http1?.flag('allow_custom_methods') ?? false,
    allowConnect: [http2?.flag('allow_connect'), http3?.flag('allow_extended_connect')].includes(true),
  };
}

const UNDERSCORES = ['ALLOW', 'REJECT_REQUEST', 'DROP_HEADER'] as const;
