import type { Journey } from '../Journey.js';

/**
 * The end of POSTROUTING or INPUT: the flow of a first packet enters the table. The answer of REJECT to that packet does not make it
 * do so (`__nf_conntrack_confirm`).
 */
export function confirmFlow(journey: Journey): void {
  const { tracking } = journey;
  if (tracking.kind !== 'flow' || tracking.flow.confirmed || tracking.direction === 'REPLY') return;
  journey.tracking = { ...tracking, flow: { ...tracking.flow, confirmed: true } };
}
