import type { Counter, Gauge, Histogram, StatsSink } from '../runtime/StatsSink.js';

/** What Envoy counts of a cluster (`cluster.NAME.…`), as far as something happens here. */
export interface ClusterStats {
  readonly cxTotal: Counter;
  readonly cxActive: Gauge;
  readonly cxDestroy: Counter;
  readonly cxConnectFail: Counter;
  readonly cxConnectTimeout: Counter;
  readonly cxConnectMs: Histogram;
  readonly cxOverflow: Counter;
  readonly cxNoneHealthy: Counter;
  readonly rqTotal: Counter;
  readonly rqActive: Gauge;
  readonly rqPendingTotal: Counter;
  readonly rqPendingActive: Gauge;
  readonly rqPendingOverflow: Counter;
  readonly rqTimeout: Counter;
  readonly rqPerTryTimeout: Counter;
  readonly rqRetry: Counter;
  readonly rqRetrySuccess: Counter;
  readonly rqRetryLimitExceeded: Counter;
  readonly rqRetryOverflow: Counter;
  readonly rqCancelled: Counter;
  readonly rqRxReset: Counter;
  readonly rqTxReset: Counter;
  readonly rqTime: Histogram;
  readonly cxRxBytes: Counter;
  readonly cxTxBytes: Counter;
  /** `upstream_rq_2xx`, `upstream_rq_200`, `upstream_rq_completed`. */
  status(status: number): void;
}

/** The counters of one cluster, looked up once. */
export function clusterStats(stats: StatsSink, name: string): ClusterStats {
  const counter = (what: string): Counter => stats.counter(`cluster.${name}.${what}`);
  const gauge = (what: string): Gauge => stats.gauge(`cluster.${name}.${what}`);
  const histogram = (what: string): Histogram => stats.histogram(`cluster.${name}.${what}`);
  const completed = counter('upstream_rq_completed');
  const byStatus = new Map<number, readonly [Counter, Counter]>();
  return {
    cxTotal: counter('upstream_cx_total'),
    cxActive: gauge('upstream_cx_active'),
    cxDestroy: counter('upstream_cx_destroy'),
    cxConnectFail: counter('upstream_cx_connect_fail'),
    cxConnectTimeout: counter('upstream_cx_connect_timeout'),
    cxConnectMs: histogram('upstream_cx_connect_ms'),
    cxOverflow: counter('upstream_cx_overflow'),
    cxNoneHealthy: counter('upstream_cx_none_healthy'),
    rqTotal: counter('upstream_rq_total'),
    rqActive: gauge('upstream_rq_active'),
    rqPendingTotal: counter('upstream_rq_pending_total'),
    rqPendingActive: gauge('upstream_rq_pending_active'),
    rqPendingOverflow: counter('upstream_rq_pending_overflow'),
    rqTimeout: counter('upstream_rq_timeout'),
    rqPerTryTimeout: counter('upstream_rq_per_try_timeout'),
    rqRetry: counter('upstream_rq_retry'),
    rqRetrySuccess: counter('upstream_rq_retry_success'),
    rqRetryLimitExceeded: counter('upstream_rq_retry_limit_exceeded'),
    rqRetryOverflow: counter('upstream_rq_retry_overflow'),
    rqCancelled: counter('upstream_rq_cancelled'),
    rqRxReset: counter('upstream_rq_rx_reset'),
    rqTxReset: counter('upstream_rq_tx_reset'),
    rqTime: histogram('upstream_rq_time'),
    cxRxBytes: counter('upstream_cx_rx_bytes_total'),
    cxTxBytes: counter('upstream_cx_tx_bytes_total'),
    status: (status) => {
      let counters = byStatus.get(status);
      if (counters === undefined) {
        counters = [counter(`upstream_rq_${status}`), counter(`upstream_rq_${Math.floor(status / 100)}xx`)];
        byStatus.set(status, counters);
      }
      counters[0].add(1);
      counters[1].add(1);
      completed.add(1);
    },
  };
}
