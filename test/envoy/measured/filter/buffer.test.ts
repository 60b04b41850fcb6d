import { expect, test } from 'vitest';
import type { HeaderLine } from '../../../proof/envoy/Configuration.js';
import { answerOf, per, type FilterCase } from './answerOf.js';

/* Measured on Envoy 1.40.0: source/extensions/filters/http/buffer/buffer_filter.cc. */

const ten: FilterCase = { type: 'buffer.v3.Buffer', config: { max_request_bytes: 10 } };
const OK = '200 via_upstream';
const TOO_LARGE = '413 request_payload_too_large';
const UNKNOWN = 'unknown buffer: the size and the pieces of the body';

const post = (bytes: number, filter = ten, version: '1.1' | '2' = '1.1', more: readonly HeaderLine[] = []): string =>
  answerOf(filter, { line: 'POST /', version, headers: [['content-length', String(bytes)], ...more] });

test.each<[string, string, string]>([
  ['no more than it takes', post(10), OK],
  ['one byte more', post(11), TOO_LARGE],
  ['gRPC', post(11, ten, '1.1', [['content-type', 'application/grpc']]), '200 request_payload_too_large'],
  ['over HTTP/2 it hangs on the frames', post(11, ten, '2'), UNKNOWN],
  ['over HTTP/2, more than one frame', post(20_000, ten, '2'), TOO_LARGE],
  ['off for the route', post(11, { ...ten, perRoute: per('buffer.v3.BufferPerRoute', { disabled: true }) }), OK],
  [
    'more for the route',
    post(20, { ...ten, perRoute: per('buffer.v3.BufferPerRoute', { buffer: { max_request_bytes: 20 } }) }),
    OK,
  ],
  ['no route: before the 404', post(11, { ...ten, noRoute: true }), TOO_LARGE],
  ['no body', answerOf(ten, { line: 'POST /' }), OK],
  ['chunked', answerOf(ten, { line: 'POST /', headers: [['transfer-encoding', 'chunked']] }), UNKNOWN],
])('buffer: %s', (_row, got, expected) => expect(got).toBe(expected));
