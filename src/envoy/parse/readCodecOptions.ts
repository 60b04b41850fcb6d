import { fieldNames } from './fieldNames.js';
import { Message } from './Message.js';

/** What an HCM's `*_protocol_options` say about the requests that it takes. */
export interface CodecOptions {
  readonly acceptHttp10: boolean;
  readonly defaultHostForHttp10: string;
  readonly allowAbsoluteUrl: boolean;
  readonly allowConnect: boolean;
  /** Names as `http_protocol_options.allow_custom_methods`. */
  readonly unsupported: readonly string[];
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
  const options = (name: string): Message => hcm.message(name) ?? new Message({}, hcm.at);
  const common = options('common_http_protocol_options');
  const http1 = options('http_protocol_options');
  const http2 = options('http2_protocol_options');
  const http3 = options('http3_protocol_options');
  if (common.choice('headers_with_underscores_action', UNDERSCORES) !== 'ALLOW') {
    common.refuse('headers_with_underscores_action');
  }
  return {
    acceptHttp10: http1.flag('accept_http_10'),
    defaultHostForHttp10: http1.string('default_host_for_http_10'),
    allowAbsoluteUrl: http1.boolean('allow_absolute_url') ?? true,
    allowConnect: http2.flag('allow_connect') || http3.flag('allow_extended_connect'),
    unsupported: [
      ...common.unread(HARMLESS_COMMON).map((name) => `common_http_protocol_options.${name}`),
      ...http1.unread(HARMLESS_HTTP1).map((name) => `http_protocol_options.${name}`),
    ],
  };
}

const UNDERSCORES = ['ALLOW', 'REJECT_REQUEST', 'DROP_HEADER'] as const;
