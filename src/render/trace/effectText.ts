import type { Effect } from '../../logic/Decision.js';

/** What a step changed: `:path: /a -> /b`, `x-envoy-attempt-count: 1`; effects of a packet that change no value as they are. */
export function effectText({ what, from, to }: Effect): string {
  if (what === 'packet' && from === undefined) return to;
  if (to === '' && from !== undefined) return `${what}: ${from} is taken away`;
  return from === undefined ? `${what}: ${to}` : `${what}: ${from} -> ${to}`;
}
