import type { Header, HttpRequest } from '../../envoy/model/HttpRequest.js';
import type { RetryPolicy } from '../../envoy/model/Route.js';
import { isRetriedGrpc } from '../../envoy/route/isRetriedGrpc.js';
import { retryAttempts, type TryResult } from '../../envoy/route/retryAttempts.js';
import type { ActiveCluster } from '../cluster/ActiveCluster.js';
import type { RetrySettings } from '../settings/readRetrySettings.js';

/** What becomes of a try that ended: another one after some milliseconds, or its result is final. */
export type RetryVerdict =
  | { readonly kind: 'retry'; readonly afterMs: number }
  /** `limitExceeded`: it would have been tried again, but there were no tries left (flag URX); `overflow`: no room (flag UO). */
  | { readonly kind: 'final'; readonly limitExceeded: boolean; readonly overflow: boolean };

const FINAL: RetryVerdict = { kind: 'final', limitExceeded: false, overflow: false };

/** The retries of one request (source/common/router/retry_state_impl.cc). */
export class RetryState {
  readonly #policy: RetryPolicy | undefined;
  readonly #settings: RetrySettings;
  readonly #request: HttpRequest;
  readonly #random: () => number;
  #tries = 1;
  #holding: (() => void) | undefined;

  constructor(policy: RetryPolicy | undefined, settings: RetrySettings, request: HttpRequest, random: () => number) {
    this.#policy = policy;
    this.#settings = settings;
    this.#request = request;
    this.#random = random;
  }

  /** Whether any result could lead to another try. */
  get enabled(): boolean {
    return (
      (this.#policy?.retryOn.length ?? 0) > 0 || this.#request.headers.some(({ name }) => name === 'x-envoy-retry-on')
    );
  }

  after(
    result: TryResult | undefined,
    cluster: ActiveCluster,
    priority: 'DEFAULT' | 'HIGH',
    repeatable: boolean,
    headers: readonly Header[] = [],
  ): RetryVerdict {
    this.release();
    const asked = result && retryAttempts(this.#asked(result, headers), result, this.#request);
    if (asked?.limitExceeded !== true) {
      if (this.#tries > 1) cluster.stats.rqRetrySuccess.add(1);
      return FINAL;
    }
    // `num_retries: 0` is used up at once.
    if (this.#tries >= asked.attempts) {
      cluster.stats.rqRetryLimitExceeded.add(1);
      return { kind: 'final', limitExceeded: true, overflow: false };
    }
    if (!repeatable) return FINAL;
    const inUse = cluster.inUse[priority];
    if (inUse.retries >= cluster.limits(priority).maxRetries) {
      cluster.stats.rqRetryOverflow.add(1);
      return { kind: 'final', limitExceeded: false, overflow: true };
    }
    inUse.retries += 1;
    this.#holding = () => {
      inUse.retries -= 1;
    };
    cluster.stats.rqRetry.add(1);
    cluster.stats.rqRetryBackoff.add(1);
    const { baseIntervalMs, maxIntervalMs } = this.#settings;
    const ceiling = Math.min(maxIntervalMs, baseIntervalMs * 2 ** this.#tries - 1);
    this.#tries += 1;
    return { kind: 'retry', afterMs: Math.floor(this.#random() * ceiling) };
  }

  /** The policy, with a status that gRPC words ask for among the retriable ones. */
  #asked(result: TryResult, headers: readonly Header[]): RetryPolicy | undefined {
    const policy = this.#policy;
    if (result.kind !== 'status' || !isRetriedGrpc(policy, this.#request, headers)) return policy;
    const base = policy ?? { at: '', retryOn: [], numRetries: 1, retriableStatusCodes: [] };
    return { ...base, retryOn: ['retriable-status-codes'], retriableStatusCodes: [result.status] };
  }

  /** The retry under way, if any, no longer counts. */
  release(): void {
    this.#holding?.();
    this.#holding = undefined;
  }
}
