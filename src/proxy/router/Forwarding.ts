import type { FailureKind } from '../../envoy/cluster/FailureKind.js';
import { inMaintenance } from '../../envoy/cluster/inMaintenance.js';
import type { Header } from '../../envoy/model/HttpRequest.js';
import type { ForwardAction } from '../../envoy/model/RouteAction.js';
import { requestTimeouts, type RequestTimeouts } from '../../envoy/route/requestTimeouts.js';
import { retryPolicyOf } from '../../envoy/route/retryPolicyOf.js';
import { tryResultOf } from '../../envoy/route/tryResultOf.js';
import type { ActiveCluster } from '../cluster/ActiveCluster.js';
import { clientGone } from '../http/clientGone.js';
import { endRun } from '../http/endRun.js';
import type { HttpRun } from '../http/HttpRun.js';
import { breakAnswer, replyFailure } from './replyFailure.js';
import { sendReply } from '../http/sendReply.js';
import { undecidedReply } from '../http/undecidedReply.js';
import { beginTry } from './beginTry.js';
import type { ForwardPlan } from './ForwardPlan.js';
import { Patience } from './Patience.js';
import { RequestBody } from './RequestBody.js';
import { RetryState } from './RetryState.js';
import { hasMirrors, type Mirror } from './sendMirrors.js';
import { sendAnswerHead } from './sendAnswerHead.js';
import { startTimers } from './startTimers.js';
import type { UpstreamTry } from './UpstreamTry.js';

/** A request on its way to a cluster and back: tries until one of them is final. */
export class Forwarding {
  readonly run: HttpRun;
  readonly action: ForwardAction;
  readonly plan: ForwardPlan;
  readonly body: RequestBody;
  readonly retries: RetryState;
  readonly patience = new Patience();
  readonly timeouts: RequestTimeouts;
  /** Labels of the hosts that were tried. */
  readonly tried = new Set<string>();
  /** Made with the first try. */
  mirrors: readonly Mirror[] | undefined;
  cluster: ActiveCluster | undefined;
  #try: UpstreamTry | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(run: HttpRun, action: ForwardAction) {
    const { core } = run.plan;
    const { virtualHost } = run;
    if (virtualHost === undefined) throw new Error('a route that forwards has a virtual host');
    this.run = run;
    this.action = action;
    this.plan = core.forwardPlans.of(action, virtualHost);
    const policy = retryPolicyOf(action, virtualHost);
    this.retries = new RetryState(policy, this.plan.retry, run.context.request, core.random);
    this.body = new RequestBody(run.downstream, this.retries.enabled || hasMirrors(run, action));
    this.timeouts = requestTimeouts(action, virtualHost, run.context);
  }

  /** Looks the cluster up and begins the first try. */
  start(): void {
    const { run, action } = this;
    const { core, stats } = run.plan;
    const cluster = core.cluster(run.cluster?.name ?? '');
    if (cluster === undefined) {
      stats.noCluster.add(1);
      run.record.upstreamCluster = '';
      replyFailure(run, 'cluster_not_found', { status: action.clusterNotFoundStatus });
      return;
    }
    if (inMaintenance(cluster.cluster, core.choose)) {
      replyFailure(run, 'maintenance_mode');
      return;
    }
    this.cluster = cluster;
    run.cleanUp.push(() => this.#stop());
    startTimers(this);
    beginTry(this);
    if (run.ended) return;
    if (this.body.complete) this.#requestComplete();
    run.downstream.listen({
      data: (chunk) => {
        run.record.bytesReceived += chunk.length;
        this.patience.touch();
        this.body.add(chunk);
      },
      end: (trailers) => {
        run.record.requestReceivedAt = performance.now();
        this.body.finish(trailers);
        this.#requestComplete();
      },
      gone: (why, reply) => clientGone(run, why, reply),
      drained: () => this.#try?.resume(),
    });
  }

  /** A try is under way. */
  trying(upstream: UpstreamTry): void {
    this.#try = upstream;
    if (this.body.complete) this.#startTryTimer();
  }

  /** A try failed before its answer began: another one, or the failure is final. */
  failed(kind: FailureKind, detail?: string): void {
    const { run, cluster } = this;
    this.#endTry();
    if (run.ended || cluster === undefined) return;
    if (run.answered) {
      breakAnswer(run, kind);
      return;
    }
    const verdict = this.retries.after(tryResultOf(kind), cluster, this.action.priority, this.body.repeatable);
    if (verdict.kind === 'retry') {
      this.#again(verdict.afterMs);
      return;
    }
    if (verdict.overflow) run.record.flag('UO');
    replyFailure(run, kind, { retried: verdict.limitExceeded, ...(detail === undefined ? {} : { detail }) });
  }

  /** An answer begins; false: it is dropped, for there will be another try. */
  answered(status: number, headers: readonly Header[], endStream: boolean): boolean {
    const { run, cluster } = this;
    if (cluster === undefined || run.ended) return false;
    this.patience.endTry();
    const { repeatable } = this.body;
    const result = { kind: 'status', status } as const;
    const verdict = this.retries.after(result, cluster, this.action.priority, repeatable, headers);
    if (verdict.kind === 'retry') {
      this.#endTry();
      this.#again(verdict.afterMs);
      return false;
    }
    if (verdict.limitExceeded) run.record.flag('URX');
    if (verdict.overflow) run.record.flag('UO');
    sendAnswerHead(this, status, headers, endStream);
    return true;
  }

  /** The answer is whole. */
  done(trailers: readonly Header[]): void {
    const { run } = this;
    this.#try = undefined;
    run.record.lastUpstreamByteReceivedAt = performance.now();
    run.record.responseTrailers = trailers;
    run.downstream.end(trailers);
    endRun(run);
  }

  /** Ends the request without trying again. */
  fail(kind: FailureKind, options: { readonly status?: number } = {}): void {
    const { run } = this;
    if (run.ended) return;
    this.#try?.cancel();
    this.#endTry();
    if (run.answered) breakAnswer(run, kind);
    else replyFailure(run, kind, options);
  }

  undecided(unknown: string): void {
    sendReply(this.run, undecidedReply(this.run, unknown));
  }

  #again(afterMs: number): void {
    this.#timer = setTimeout(() => beginTry(this), afterMs);
  }

  #requestComplete(): void {
    this.patience.endRequest();
    const { kept } = this.body;
    if (kept !== undefined) for (const mirror of this.mirrors ?? []) mirror.send([...kept]);
    const { globalMs } = this.timeouts;
    this.patience.startGlobal(globalMs, () => {
      this.cluster?.stats.rqTimeout.add(1);
      this.#try?.timedOut();
      this.fail('response_timeout');
    });
    if (this.#try !== undefined) this.#startTryTimer();
  }

  #startTryTimer(): void {
    this.patience.startTry(this.timeouts.perTryMs, () => {
      this.cluster?.stats.rqPerTryTimeout.add(1);
      this.#try?.timedOut();
      this.#try?.cancel();
      this.failed('per_try_timeout');
    });
  }

  #endTry(): void {
    this.#try = undefined;
    this.body.detach();
    this.patience.endTry();
  }

  #stop(): void {
    this.patience.stop();
    clearTimeout(this.#timer);
    this.retries.release();
    this.#try?.cancel();
    this.#try = undefined;
  }
}
