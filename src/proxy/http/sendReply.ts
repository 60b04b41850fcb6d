import type { LocalReply } from '../../envoy/model/LocalReply.js';
import type { Header } from '../../envoy/model/HttpRequest.js';
import { finalizeResponseHeaders } from '../../envoy/route/finalizeResponseHeaders.js';
import { endRun } from './endRun.js';
import { finalizeAnswer } from './finalizeAnswer.js';
import type { HttpRun } from './HttpRun.js';
import { fillOperators } from './fillOperators.js';
import type { AnsweringReply } from './LocalReplies.js';

/** Answers with a reply of the proxy's own; one without status resets the stream. */
export function sendReply(run: HttpRun, reply: LocalReply): void {
  const { record, downstream } = run;
  if (run.ended) return;
  record.flag(...reply.flags.split(','));
  record.responseCodeDetails = reply.details;
  if (reply.status === undefined || run.answered) {
    run.answered = true;
    downstream.reset();
    endRun(run);
    return;
  }
  record.responseCode = reply.status;
  const { status, headers, body } = rewritten(run, { ...reply, status: reply.status });
  const withRoute = routeHeaders(run, headers);
  const final = finalizeAnswer(run, status, withRoute, false);
  const bytes = Buffer.from(body);
  run.answered = true;
  record.responseCode = status;
  record.responseHeaders = final;
  record.firstDownstreamByteSentAt = performance.now();
  record.bytesSent = downstream.request.method === 'HEAD' ? 0 : bytes.length;
  if (reply.grpcStatus !== undefined) record.grpcStatus = reply.grpcStatus;
  downstream.head(status, final, bytes.length === 0);
  if (bytes.length > 0) {
    downstream.write(bytes);
    downstream.end([]);
  }
  endRun(run);
}

/** `local_reply_config`; gRPC replies and those to HEAD have no body to be rewritten. */
function rewritten(run: HttpRun, reply: AnsweringReply): AnsweringReply {
  const { localReplies, core } = run.plan;
  if (localReplies === undefined || reply.grpcStatus !== undefined) return reply;
  const changed = localReplies.rewrite(reply, run.record, (value) => core.accessLogs.format(value, run.record, ''));
  return run.downstream.request.method === 'HEAD' ? { ...changed, body: '' } : changed;
}

/** `response_headers_to_add` of the route, if one was chosen, count for local replies too. */
function routeHeaders(run: HttpRun, headers: readonly Header[]): readonly Header[] {
  const { levels } = run;
  if (levels === undefined) return headers;
  return fillOperators(run, finalizeResponseHeaders(headers, levels, run.context).headers);
}
