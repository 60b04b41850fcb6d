import type { Forwarding } from './Forwarding.js';

/** The times that a request has as a whole: `idle_timeout`, `max_stream_duration`, `request_timeout`; its route goes before its connection manager. */
export function startTimers(forwarding: Forwarding): void {
  const { run, plan, body, patience } = forwarding;
  const { settings } = run.plan;
  // Whose fault it is decides the status.
  const status = (): { readonly status?: number } => (body.complete ? {} : { status: 408 });
  const idle = plan.settings.idleTimeoutMs ?? settings.streamIdleTimeoutMs;
  patience.startIdle(idle, () => forwarding.fail('stream_idle_timeout', status()));
  const longest = plan.settings.maxStreamDurationMs ?? settings.maxStreamDurationMs;
  patience.startLongest(longest, () => forwarding.fail('max_stream_duration', status()));
  if (!body.complete) patience.startRequest(settings.requestTimeoutMs, () => forwarding.fail('request_timeout'));
}
