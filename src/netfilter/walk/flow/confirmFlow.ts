import type { Journey } from '../Journey.js';

/** The end of POSTROUTING or INPUT: the flow of a first packet enters the table. */
export function confirmFlow(journey: Journey): void {
  const { tracking } = journey;
  if (tracking.kind !== 'flow' || tracking.flow.confirmed) return;
  journey.tracking = { ...tracking, flow: { ...tracking.flow, confirmed: true } };
}
