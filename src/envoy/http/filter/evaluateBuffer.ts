import type { Criterion } from '../../../logic/Criterion.js';
import { truthOf } from '../../../logic/Truth.js';
import type { BufferFilter } from '../../model/filter/BufferFilter.js';
import type { HttpRequest } from '../../model/HttpRequest.js';
import { localReply } from '../localReply.js';
import { sentBody } from '../sentBody.js';
import type { FilterOutcome } from './FilterOutcome.js';
import type { FilterSituation } from './FilterSituation.js';
import { overrideOf } from './overrideOf.js';

/** The most that one DATA frame of HTTP/2 holds, unless the receiver allows more: Envoy does not. */
const FRAME = 16_384;

/**
 * `buffer.v3.Buffer` (source/extensions/filters/http/buffer/buffer_filter.cc): waits for the whole request; one of more than
 * `max_request_bytes` gets 413 (source/common/http/filter_manager.cc, requestDataTooLarge; measured). A request without a body passes.
 * The bytes that end the request are never too many: over HTTP/2 it hangs on how the client cuts them into frames.
 */
export function evaluateBuffer(own: BufferFilter, { context, overrides, sent }: FilterSituation): FilterOutcome {
  const filter = overrideOf(overrides, 'buffer') ?? own;
  const { at, maxRequestBytes } = filter;
  const body = sentBody(sent);
  if (body === 'none') return { says: 'has no body to buffer', because: [], at };
  const tooLarge = isTooLarge(body, maxRequestBytes, context.request);
  const because: Criterion = {
    name: 'header content-length',
    expected: `at most ${maxRequestBytes}`,
    got: String(body),
    truth: tooLarge === 'unknown' ? 'unknown' : truthOf(tooLarge === 'no'),
    ...(tooLarge === 'unknown' ? { note: 'in which pieces the body comes is not known' } : {}),
  };
  const unknown = filter.unsupported[0] ?? (tooLarge === 'unknown' ? 'the size and the pieces of the body' : undefined);
  if (unknown !== undefined) return { says: 'is not decided', because: [because], at, unknown: `buffer: ${unknown}` };
  if (tooLarge === 'no') return { says: 'buffers the request', because: [because], at };
  const reply = localReply(
    { status: 413, body: 'Payload Too Large', details: 'request_payload_too_large' },
    context.request,
  );
  return { says: 'refuses a body of that size', because: [because], at, reply, denies: true };
}

function isTooLarge(body: number | 'unknown', most: number, { protocol }: HttpRequest): 'yes' | 'no' | 'unknown' {
  if (body === 'unknown') return 'unknown';
  if (body <= most) return 'no';
  return protocol === 'HTTP/2' && body <= most + FRAME ? 'unknown' : 'yes';
}
