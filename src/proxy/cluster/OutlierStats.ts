import type { Counter, Gauge, StatsSink } from '../runtime/StatsSink.js';

/** Of what a host is suspected, as Envoy's counters name it. */
export type EjectionType = 'consecutive_5xx' | 'consecutive_gateway_failure' | 'consecutive_local_origin_failure';

/** `cluster.NAME.outlier_detection.ejections_…` (source/common/upstream/outlier_detection_impl.cc, ejectHost; measured). */
export interface OutlierStats {
  readonly active: Gauge;
  readonly overflow: Counter;
  detected(type: EjectionType): void;
  /** As many hosts may be out; whether it is enforced is still open. */
  allowed(type: EjectionType): void;
  enforced(type: EjectionType): void;
}

/** The counters of one cluster. */
export function outlierStats(stats: StatsSink, cluster: string): OutlierStats {
  const prefix = `cluster.${cluster}.outlier_detection.ejections_`;
  const count = (what: string): void => stats.counter(prefix + what).add(1);
  const active = stats.gauge(`${prefix}active`);
  return {
    active,
    overflow: stats.counter(`${prefix}overflow`),
    detected: (type) => {
      count(`detected_${type}`);
      if (type === 'consecutive_5xx') count('consecutive_5xx');
    },
    allowed: (type) => {
      if (type === 'consecutive_5xx') count('total');
    },
    enforced: (type) => {
      count(`enforced_${type}`);
      count('enforced_total');
      active.add(1);
    },
  };
}
