import type { FailureKind } from '../../envoy/cluster/FailureKind.js';
import { failureReply, type FailureOptions } from '../../envoy/cluster/failureReply.js';
import { isGrpcRequest } from '../../envoy/http/isGrpcRequest.js';
import { endRun } from '../http/endRun.js';
import type { HttpRun } from '../http/HttpRun.js';
import { sendReply } from '../http/sendReply.js';

/** Answers a request whose last try failed, as the failure catalogue says. */
export function replyFailure(
  run: HttpRun,
  kind: FailureKind,
  options: Pick<FailureOptions, 'status' | 'retried' | 'detail'> = {},
): void {
  const { version } = run.plan.core.config;
  const grpc = isGrpcRequest(run.context.request);
  sendReply(run, failureReply(kind, { grpc, tcp: false, ...(version === undefined ? {} : { version }), ...options }));
}

/** An answer breaks off in its middle. */
export function breakAnswer(run: HttpRun, kind: FailureKind): void {
  const { flags, details } = failureReply(kind, { grpc: false, tcp: false });
  run.record.flag(...flags.split(','));
  run.record.responseCodeDetails = details.replace('before_response_started', 'after_response_started');
  run.downstream.reset();
  endRun(run);
}
