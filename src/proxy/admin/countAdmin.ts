import { HTTP_STATS, LISTENER_HTTP_STATS } from '../stats/httpStatNames.js';
import { declareNames } from '../stats/StatNames.js';
import type { StatsStore } from '../stats/StatsStore.js';

const HTTP = 'http.admin.';
const LISTENER = 'listener.admin.';

/** What Envoy counts of its admin listener: one that no other listener's names fit exactly. */
const LISTENER_STATS = {
  counters: [
    'downstream_cx_destroy downstream_cx_overflow downstream_cx_overload_reject downstream_cx_total',
    'downstream_cx_transport_socket_connect_timeout downstream_global_cx_overflow downstream_listener_filter_error',
    'downstream_listener_filter_remote_close downstream_pre_cx_timeout main_thread.downstream_cx_total',
    'no_filter_chain_match',
  ],
  gauges: ['downstream_cx_active downstream_pre_cx_active main_thread.downstream_cx_active'],
  histograms: ['connections_accepted_per_socket_event downstream_cx_length_ms'],
};

/** Counts connections and requests of the admin API; what is returned is called when they end. */
export interface AdminCounts {
  connect(): () => void;
  begin(): (status: number) => void;
}

/** The admin API as a listener and as an HTTP connection manager of its own, as Envoy has it in its stats. */
export function countAdmin(store: StatsStore): AdminCounts {
  declareNames(store, HTTP, HTTP_STATS);
  declareNames(store, LISTENER, LISTENER_STATS);
  declareNames(store, LISTENER + HTTP, LISTENER_HTTP_STATS);
  const add = (names: readonly string[]) => names.forEach((name) => store.counter(name).add(1));
  const change = (names: readonly string[], by: number) => names.forEach((name) => store.gauge(name).add(by));
  const active = [
    `${HTTP}downstream_cx_active`,
    `${HTTP}downstream_cx_http1_active`,
    `${LISTENER}downstream_cx_active`,
    `${LISTENER}main_thread.downstream_cx_active`,
  ];
  const connections = ['downstream_cx_total', 'downstream_cx_http1_total'].map((name) => HTTP + name);
  const accepted = ['downstream_cx_total', 'main_thread.downstream_cx_total'].map((name) => LISTENER + name);
  const destroyed = [HTTP, LISTENER].map((prefix) => `${prefix}downstream_cx_destroy`);
  return {
    connect() {
      const start = performance.now();
      add([...connections, ...accepted]);
      change(active, 1);
      return () => {
        add([...destroyed, `${HTTP}downstream_cx_destroy_remote`]);
        change(active, -1);
        for (const prefix of [HTTP, LISTENER])
          store.histogram(`${prefix}downstream_cx_length_ms`).record(Math.floor(performance.now() - start));
      };
    },
    begin() {
      const start = performance.now();
      add([`${HTTP}downstream_rq_total`, `${HTTP}downstream_rq_http1_total`]);
      change([`${HTTP}downstream_rq_active`], 1);
      return (status) => {
        const names = [`downstream_rq_${Math.floor(status / 100)}xx`, 'downstream_rq_completed'];
        add([HTTP, LISTENER + HTTP].flatMap((prefix) => names.map((name) => prefix + name)));
        change([`${HTTP}downstream_rq_active`], -1);
        store.histogram(`${HTTP}downstream_rq_time`).record(Math.floor(performance.now() - start));
      };
    },
  };
}
