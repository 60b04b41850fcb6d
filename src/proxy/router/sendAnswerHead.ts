import type { Header } from '../../envoy/model/HttpRequest.js';
import { withHeader, withoutHeader } from '../../envoy/http/headers.js';
import { finalizeResponseHeaders } from '../../envoy/route/finalizeResponseHeaders.js';
import { upgradeType } from '../../envoy/http/upgradeType.js';
import { endRun } from '../http/endRun.js';
import { fillOperators } from '../http/fillOperators.js';
import { finalizeAnswer } from '../http/finalizeAnswer.js';
import type { HttpRun } from '../http/HttpRun.js';
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
  // An upgrade that is answered as if it were none has no body (measured).
  const refused = status === 200 && isWebSocket(run);
  const kept = refused ? withoutHeader(routed, 'content-length') : routed;
  const final = finalizeAnswer(run, status, fillOperators(run, kept), status === 101);
  run.answered = true;
  record.responseCodeDetails = 'via_upstream';
  record.responseHeaders = final;
  record.firstDownstreamByteSentAt = performance.now();
  downstream.head(status, final, endStream || refused);
  if (refused && !endStream) {
    record.responseCodeDetails = 'websocket_handshake_unsuccessful';
    endRun(run);
  }
}

function isWebSocket({ downstream, context }: HttpRun): boolean {
  return downstream.request.protocol !== 'HTTP/2' && upgradeType(context.request) === 'websocket';
}
