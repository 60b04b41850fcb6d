import type { Counter, Gauge, Histogram, StatsSink } from '../runtime/StatsSink.js';

/** What Envoy counts of a cluster (`cluster.NAME.…`), as far as something happens here. */
export interface ClusterStats {
  readonly cxTotal: Counter;
  readonly cxActive: Gauge;
  readonly cxDestroy: Counter;
  readonly cxDestroyLocal: Counter;
  readonly cxDestroyRemote: Counter;
  readonly cxHttp1: Counter;
  readonly cxHttp2: Counter;
  readonly cxConnectFail: Counter;
  readonly cxConnectTimeout: Counter;
  readonly cxConnectMs: Histogram;
  readonly cxOverflow: Counter;
  readonly cxNoneHealthy: Counter;
  readonly lbHealthyPanic: Counter;
  readonly rqTotal: Counter;
  readonly rqActive: Gauge;
  readonly rqPendingTotal: Counter;
  readonly rqPendingActive: Gauge;
  readonly rqPendingOverflow: Counter;
  readonly rqActiveOverflow: Counter;
  readonly rqPendingFailureEject: Counter;
  readonly rqTimeout: Counter;
  readonly rqPerTryTimeout: Counter;
  readonly rqPerTryIdleTimeout: Counter;
  readonly rqRetry: Counter;
  readonly rqRetryBackoff: Counter;
  readonly rqRetrySuccess: Counter;
  readonly rqRetryLimitExceeded: Counter;
  readonly rqRetryOverflow: Counter;
  readonly rqTime: Histogram;
  /** `upstream_rq_2xx`, `upstream_rq_200`, `upstream_rq_completed`. */
  status(status: number): void;
  /** The same below `retry.`: of an answer that leads to another try. */
  retriedStatus(status: number): void;
  /** The same below `internal.`: of a request that the proxy itself made. */
  internalStatus(status: number): void;
}

/** The counters of one cluster, looked up once. */
export function clusterStats(stats: StatsSink, name: string): ClusterStats {
  const counter = (what: string): Counter => stats.counter(`cluster.${name}.${what}`);
  const gauge = (what: string): Gauge => stats.gauge(`cluster.${name}.${what}`);
  const histogram = (what: string): Histogram => stats.histogram(`cluster.${name}.${what}`);
  return {
    cxTotal: counter('upstream_cx_total'),
    cxActive: gauge('upstream_cx_active'),
    cxDestroy: counter('upstream_cx_destroy'),
    cxDestroyLocal: counter('upstream_cx_destroy_local'),
    cxDestroyRemote: counter('upstream_cx_destroy_remote'),
    cxHttp1: counter('upstream_cx_http1_total'),
    cxHttp2: counter('upstream_cx_http2_total'),
    cxConnectFail: counter('upstream_cx_connect_fail'),
    cxConnectTimeout: counter('upstream_cx_connect_timeout'),
    cxConnectMs: histogram('upstream_cx_connect_ms'),
    cxOverflow: counter('upstream_cx_overflow'),
    cxNoneHealthy: counter('upstream_cx_none_healthy'),
    lbHealthyPanic: counter('lb_healthy_panic'),
    rqTotal: counter('upstream_rq_total'),
    rqActive: gauge('upstream_rq_active'),
    rqPendingTotal: counter('upstream_rq_pending_total'),
    rqPendingActive: gauge('upstream_rq_pending_active'),
    rqPendingOverflow: counter('upstream_rq_pending_overflow'),
    rqActiveOverflow: counter('upstream_rq_active_overflow'),
    rqPendingFailureEject: counter('upstream_rq_pending_failure_eject'),
    rqTimeout: counter('upstream_rq_timeout'),
    rqPerTryTimeout: counter('upstream_rq_per_try_timeout'),
    rqPerTryIdleTimeout: counter('upstream_rq_per_try_idle_timeout'),
    rqRetry: counter('upstream_rq_retry'),
    rqRetryBackoff: counter('upstream_rq_retry_backoff_exponential'),
    rqRetrySuccess: counter('upstream_rq_retry_success'),
    rqRetryLimitExceeded: counter('upstream_rq_retry_limit_exceeded'),
    rqRetryOverflow: counter('upstream_rq_retry_overflow'),
    rqTime: histogram('upstream_rq_time'),
    status: statusCounter(counter, ''),
    retriedStatus: statusCounter(counter, 'retry.'),
    internalStatus: statusCounter(counter, 'internal.'),
  };
}

function statusCounter(counter: (what: string) => Counter, place: string): (status: number) => void {
  const known = new Map<number, readonly Counter[]>();
  return (status) => {
    let counters = known.get(status);
    if (counters === undefined) {
      const classOf = `${Math.floor(status / 100)}xx`;
      counters = [status, classOf, 'completed'].map((what) => counter(`${place}upstream_rq_${what}`));
      known.set(status, counters);
    }
    for (const one of counters) one.add(1);
  };
}
