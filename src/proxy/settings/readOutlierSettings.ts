import type { Message } from '../../envoy/parse/Message.js';

/** `config.cluster.v3.OutlierDetection`, as far as consecutive failures go. Times in milliseconds. */
export interface OutlierSettings {
  readonly consecutive5xx: number;
  readonly enforcingConsecutive5xx: number;
  readonly consecutiveGatewayFailure: number;
  readonly enforcingConsecutiveGatewayFailure: number;
  readonly consecutiveLocalOriginFailure: number;
  readonly enforcingConsecutiveLocalOriginFailure: number;
  readonly splitExternalLocalOriginErrors: boolean;
  readonly intervalMs: number;
  readonly baseEjectionTimeMs: number;
  readonly maxEjectionTimeMs: number;
  readonly maxEjectionPercent: number;
  readonly alwaysEjectOneHost: boolean;
}

/** With Envoy's defaults (api/envoy/config/cluster/v3/outlier_detection.proto). */
export function readOutlierSettings(message: Message): OutlierSettings {
  const base = message.duration('base_ejection_time') ?? 30_000;
  return {
    consecutive5xx: message.number('consecutive_5xx') ?? 5,
    enforcingConsecutive5xx: message.number('enforcing_consecutive_5xx') ?? 100,
    consecutiveGatewayFailure: message.number('consecutive_gateway_failure') ?? 5,
    enforcingConsecutiveGatewayFailure: message.number('enforcing_consecutive_gateway_failure') ?? 0,
    consecutiveLocalOriginFailure: message.number('consecutive_local_origin_failure') ?? 5,
    enforcingConsecutiveLocalOriginFailure: message.number('enforcing_consecutive_local_origin_failure') ?? 100,
    splitExternalLocalOriginErrors: message.flag('split_external_local_origin_errors'),
    intervalMs: message.duration('interval') ?? 10_000,
    baseEjectionTimeMs: base,
    maxEjectionTimeMs: message.duration('max_ejection_time') ?? Math.max(300_000, base),
    maxEjectionPercent: message.number('max_ejection_percent') ?? 10,
    alwaysEjectOneHost: message.flag('always_eject_one_host'),
  };
}
