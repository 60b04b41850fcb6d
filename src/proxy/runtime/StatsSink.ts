/** A number that only grows (`listener.X.downstream_cx_total`). */
export interface Counter {
  add(amount: number): void;
}

/** A number that goes up and down (`cluster.X.upstream_cx_active`). */
export interface Gauge {
  add(amount: number): void;
  set(value: number): void;
}

/** A distribution of milliseconds (`http.X.downstream_rq_time`). */
export interface Histogram {
  record(milliseconds: number): void;
}

/** Where the proxy counts. Names are Envoy's full names; asking twice for a name gives the same thing. */
export interface StatsSink {
  counter(name: string): Counter;
  gauge(name: string): Gauge;
  histogram(name: string): Histogram;
}
