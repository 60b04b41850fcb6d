import type { Flow } from './Flow.js';
import { invertTuple } from './tuple.js';

/** The flow that a first packet begins: no translation is decided. */
export function newFlow(protocol: string, zone: number, tuple: Flow['original']): Flow {
  return {
    protocol,
    zone,
    original: tuple,
    reply: invertTuple(tuple),
    mark: 0,
    snat: false,
    dnat: false,
    by: undefined,
    destinationDecided: false,
    sourceDecided: false,
    confirmed: false,
    seenReply: false,
    assured: false,
  };
}
