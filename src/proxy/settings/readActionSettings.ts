import type { EnvoyConfig } from '../../envoy/model/EnvoyConfig.js';
import type { ForwardAction } from '../../envoy/model/RouteAction.js';
import { messageAt } from './messageAt.js';

/** What a route that forwards says of time. Milliseconds, 0 for none, undefined where the connection manager's counts. */
export interface ActionSettings {
  readonly idleTimeoutMs: number | undefined;
  readonly maxStreamDurationMs: number | undefined;
}

/** `config.route.v3.RouteAction`: `idle_timeout`, `max_stream_duration`. */
export function readActionSettings(config: EnvoyConfig, action: ForwardAction): ActionSettings {
  const message = messageAt(config, action.at);
  return {
    idleTimeoutMs: message.duration('idle_timeout'),
    maxStreamDurationMs: message.message('max_stream_duration')?.duration('max_stream_duration'),
  };
}
