import type { Header } from '../../envoy/model/HttpRequest.js';
import { withHeader } from '../../envoy/http/headers.js';
import { finalizeResponseHeaders } from '../../envoy/route/finalizeResponseHeaders.js';
import { fillOperators } from '../http/fillOperators.js';
import { finalizeAnswer } from '../http/finalizeAnswer.js';
import type { Forwarding } from './Forwarding.js';

/**
 * Passes an answer's head on (source/common/router/router.cc, onUpstreamHeaders): `x-envoy-upstream-service-time`, the route's header
 * mutations, then what the connection manager does.
 */
export function sendAnswerHead(
  { run }: Forwarding,
  status: number,
  headers: readonly Header[],
  endStream: boolean,
): void {
  const { record, downstream, plan, levels } = run;
  record.responseCode = status;
  const since = record.requestReceivedAt ?? record.startedAt;
  const timed =
    plan.suppressEnvoyHeaders || status < 200
      ? headers
      : withHeader(headers, 'x-envoy-upstream-service-time', String(Math.round(performance.now() - since)));
  const routed = levels === undefined ? timed : finalizeResponseHeaders(timed, levels, run.context).headers;
  const final = finalizeAnswer(run, status, fillOperators(run, routed), status === 101);
  run.answered = true;
  record.responseCodeDetails = 'via_upstream';
  record.responseHeaders = final;
  record.firstDownstreamByteSentAt = performance.now();
  downstream.head(status, final, endStream);
}
