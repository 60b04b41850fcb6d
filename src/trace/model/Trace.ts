import type { Lesson } from './Lesson.js';
import type { Step } from './Step.js';
import type { TraceRequest } from './TraceRequest.js';
import type { Verdict } from './Verdict.js';

/** What kind of place a hop is. */
export type Stage =
  | 'resolve'
  | 'output'
  | 'outbound_proxy'
  | 'gateway_proxy'
  | 'node'
  | 'network'
  | 'prerouting'
  | 'inbound_proxy'
  | 'app'
  | 'return';

/** One place that the request passes, and what was decided there. Never without steps. */
export interface Hop {
  /** `web/frontend-7d9c…`, `node kind-worker`, `outside`. */
  readonly where: string;
  readonly stage: Stage;
  readonly steps: readonly Step[];
}

/** A choice that tells a path from its siblings. */
export interface Choice {
  readonly fork: string;
  readonly about: string;
  readonly label: string;
  readonly probability: number;
  readonly pinned: boolean;
}

/** One way through all forks, to its end. */
export interface Path {
  /** Product of the choices' probabilities. */
  readonly probability: number;
  readonly choices: readonly Choice[];
  readonly hops: readonly Hop[];
  readonly verdict: Verdict;
}

/** A verdict and how likely it is, over all followed paths. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly probability: number;
  /** Index into `paths` of the likeliest path that ends so. */
  readonly path: number;
}

/** A missing fact that something stood in for. */
export interface Assumption {
  readonly kind:
    'sockets' | 'addresses' | 'routes' | 'sysctls' | 'dns' | 'sender' | 'kube-proxy' | 'filter' | 'tls' | 'rules';
  readonly text: string;
}

/** The whole answer to "what happens to this request". */
export interface Trace {
  readonly request: TraceRequest;
  /** The likeliest path's; ties go to configuration order. */
  readonly verdict: Verdict;
  /** Likeliest first. */
  readonly outcomes: readonly Outcome[];
  /** Share of the probability that was not followed (`--max-branches`, `--likeliest`). */
  readonly notFollowed: number;
  readonly assumptions: readonly Assumption[];
  /** The likeliest path's hops. */
  readonly hops: readonly Hop[];
  /** Every followed path; the likeliest first. */
  readonly paths: readonly Path[];
  /** The inputs that the verdict used; changing any other changes nothing. */
  readonly dependsOn: readonly string[];
  /** What of the request would have to be another for a candidate that lost to win; absent: nobody asked. */
  readonly lessons?: readonly Lesson[];
  /** What was met on the way and is not simulated, by name. */
  readonly notSimulated: readonly string[];
}
