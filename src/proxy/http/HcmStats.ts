import type { Counter, Gauge, Histogram, StatsSink } from '../runtime/StatsSink.js';

/** What Envoy counts of a connection manager (`http.PREFIX.…`), as far as something happens here. */
export interface HcmStats {
  readonly cxTotal: Counter;
  readonly cxActive: Gauge;
  readonly cxDestroy: Counter;
  readonly cxDestroyLocal: Counter;
  readonly cxDestroyRemote: Counter;
  readonly cxHttp1: Counter;
  readonly cxHttp2: Counter;
  readonly cxProtocolError: Counter;
  readonly rqTotal: Counter;
  readonly rqActive: Gauge;
  readonly rqHttp1: Counter;
  readonly rqHttp2: Counter;
  readonly rqCompleted: Counter;
  readonly rqTime: Histogram;
  readonly noRoute: Counter;
  readonly noCluster: Counter;
  readonly rqDirectResponse: Counter;
  readonly rqTotalRouted: Counter;
  readonly byClass: readonly Counter[];
}

/** The counters of one connection manager, looked up once. */
export function hcmStats(stats: StatsSink, prefix: string): HcmStats {
  const counter = (what: string): Counter => stats.counter(`http.${prefix}.${what}`);
  const gauge = (what: string): Gauge => stats.gauge(`http.${prefix}.${what}`);
  return {
    cxTotal: counter('downstream_cx_total'),
    cxActive: gauge('downstream_cx_active'),
    cxDestroy: counter('downstream_cx_destroy'),
    cxDestroyLocal: counter('downstream_cx_destroy_local'),
    cxDestroyRemote: counter('downstream_cx_destroy_remote'),
    cxHttp1: counter('downstream_cx_http1_total'),
    cxHttp2: counter('downstream_cx_http2_total'),
    cxProtocolError: counter('downstream_cx_protocol_error'),
    rqTotal: counter('downstream_rq_total'),
    rqActive: gauge('downstream_rq_active'),
    rqHttp1: counter('downstream_rq_http1_total'),
    rqHttp2: counter('downstream_rq_http2_total'),
    rqCompleted: counter('downstream_rq_completed'),
    rqTime: stats.histogram(`http.${prefix}.downstream_rq_time`),
    noRoute: counter('no_route'),
    noCluster: counter('no_cluster'),
    rqDirectResponse: counter('rq_direct_response'),
    rqTotalRouted: counter('rq_total'),
    byClass: [1, 2, 3, 4, 5].map((hundreds) => counter(`downstream_rq_${hundreds}xx`)),
  };
}
