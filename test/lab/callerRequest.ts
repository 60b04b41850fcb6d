import type { TraceOptions } from '../../src/app/trace/TraceOptions.js';

/** A request of a lab's pod, with nothing said that a test does not say. */
export function callerRequest(from: string, url: string, words: Partial<TraceOptions> = {}): TraceOptions {
  return {
    from,
    url,
    headers: [],
    http11: false,
    http2: false,
    http2PriorKnowledge: false,
    resolve: [],
    connectTo: [],
    ctState: 'new',
    withReturn: false,
    ...words,
  };
}
