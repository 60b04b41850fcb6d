import type { LocalReply } from '../../../envoy/model/LocalReply.js';

/** An answer of the codec's own. */
export type Refusal = LocalReply & { readonly status: number };

/**
 * What Envoy's codec says to that which `node:http` refuses, by the error's code and text; `undefined`: the connection has ended, or
 * there was something behind its last request, and nothing is to be said.
 */
export function refusalOf(error: NodeJS.ErrnoException): Refusal | undefined {
  const { code = '', message } = error;
  switch (code) {
    case 'HPE_INVALID_EOF_STATE':
    case 'HPE_CLOSED_CONNECTION':
      return undefined;
    case 'HPE_HEADER_OVERFLOW':
      return refusal(431, 'Request Header Fields Too Large', 'http1.headers_too_large');
    case 'HPE_INVALID_VERSION':
      return message.includes('Invalid HTTP version') ? LOW_VERSION : bad('http1.codec_error');
    case 'HPE_INVALID_CONTENT_LENGTH':
    case 'HPE_INVALID_TRANSFER_ENCODING':
      if (message.includes("can't be present")) return bad('http1.content_length_and_chunked_not_allowed');
      if (code === 'HPE_INVALID_CONTENT_LENGTH') return bad('http1.codec_error');
      return refusal(501, 'Not Implemented', 'http1.invalid_transfer_encoding');
    case 'HPE_INVALID_HEADER_TOKEN':
    case 'HPE_INVALID_URL':
      return bad(stoppedAtControl(error) ? 'http1.invalid_characters' : 'http1.codec_error');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { ...refusal(408, 'request header timeout', 'request_header_timeout'), flags: '' };
    default:
      return code.startsWith('HPE_') ? bad('http1.codec_error') : undefined;
  }
}

/** The byte that the parser did not take is a control character, but for those that lines are made of. */
function stoppedAtControl(error: NodeJS.ErrnoException): boolean {
  if (!('rawPacket' in error && 'bytesParsed' in error)) return false;
  const { rawPacket, bytesParsed } = error;
  const byte = Buffer.isBuffer(rawPacket) && typeof bytesParsed === 'number' ? rawPacket[bytesParsed] : undefined;
  return byte !== undefined && (byte < 0x20 || byte === 0x7f) && ![0x09, 0x0a, 0x0d].includes(byte);
}

function bad(details: string): Refusal {
  return refusal(400, 'Bad Request', details);
}

function refusal(status: number, body: string, details: string): Refusal {
  const headers = [
    { name: 'content-length', value: String(Buffer.byteLength(body)) },
    { name: 'content-type', value: 'text/plain' },
  ];
  return { status, flags: 'DPE', details, terminationDetails: '', headers, body };
}

/** HTTP/0.9, HTTP/2.0 and their like. */
export const LOW_VERSION: Refusal = refusal(426, 'Upgrade Required', 'low_version');
