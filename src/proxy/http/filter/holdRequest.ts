import { overrideOf } from '../../../envoy/http/filter/overrideOf.js';
import { firstHeader, withHeader } from '../../../envoy/http/headers.js';
import { localReply } from '../../../envoy/http/localReply.js';
import type { BufferFilter } from '../../../envoy/model/filter/BufferFilter.js';
import type { FilterOverride } from '../../../envoy/model/filter/DecidedFilter.js';
import { clientGone } from '../clientGone.js';
import { HeldDownstream } from '../HeldDownstream.js';
import type { HttpRun } from '../HttpRun.js';
import type { FilterStep } from '../runHttpFilters.js';
import { sendReply } from '../sendReply.js';

/**
 * `buffer.v3.Buffer` (source/extensions/filters/http/buffer/buffer_filter.cc): the request goes on when it is whole, its length in its head;
 * one with more than `max_request_bytes` gets 413.
 */
export function holdRequest(
  run: HttpRun,
  own: BufferFilter,
  overrides: readonly FilterOverride[],
  goOn: () => void,
): FilterStep {
  if (run.downstream.endStream) return 'next';
  const { maxRequestBytes } = overrideOf(overrides, 'buffer') ?? own;
  const held: HeldDownstream = new HeldDownstream(run.downstream, maxRequestBytes, {
    complete: () => {
      if (run.ended) return;
      const { request } = run.context;
      if (firstHeader(request, 'content-length') === undefined) {
        const headers = withHeader(request.headers, 'content-length', String(held.bytes));
        run.context = { ...run.context, request: { ...request, headers } };
      }
      goOn();
    },
    tooMuch: () => {
      if (run.ended) return;
      run.record.bytesReceived = held.bytes;
      const parts = { status: 413, body: 'Payload Too Large', details: 'request_payload_too_large' };
      sendReply(run, localReply(parts, run.context.request));
    },
    gone: (why, reply) => clientGone(run, why, reply),
  });
  run.downstream = held;
  return 'stop';
}
