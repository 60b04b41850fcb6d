import type { HttpRequest } from '../../envoy/model/HttpRequest.js';
import type { Criterion } from '../../logic/Criterion.js';
import type { Effect, NearMiss } from '../../logic/Decision.js';
import type { Evidence } from './Evidence.js';

/** Every kind of step; renderers visit them through a `Record` over this list. */
export const STEP_KINDS = [
  'resolve',
  'rule',
  'routing',
  'service',
  'socket',
  'listener',
  'listener_filter',
  'filter_chain',
  'tls',
  'network_filter',
  'http_request',
  'route_config',
  'virtual_host',
  'route',
  'http_filter',
  'cluster',
  'endpoint',
  'transport_socket',
  'upstream_request',
  'reply',
  'app',
] as const;

/** One of {@link STEP_KINDS}. */
export type StepKind = (typeof STEP_KINDS)[number];

/** What a step did with the request. `passed`: it was asked and let it through unchanged; `opaque`: code that is not run here. */
export type StepOutcome =
  | 'matched'
  | 'passed'
  | 'redirected'
  | 'rewritten'
  | 'answered'
  | 'denied'
  | 'no_match'
  | 'failed'
  | 'delivered'
  | 'opaque'
  | 'unknown';

/** A fork that a step met, and the branch that this path takes. */
export interface StepFork {
  /** What `--pin NAME=LABEL` calls it. */
  readonly name: string;
  readonly about: string;
  readonly chosen: string;
  readonly branches: readonly { readonly label: string; readonly probability: number }[];
}

/** One decision on the way, with all that a person needs to check it. */
export interface Step {
  readonly kind: StepKind;
  readonly outcome: StepOutcome;
  /** The bare name of what was decided on: a listener, chain, virtual host, route, cluster, an endpoint's address; '' where there is none. */
  readonly subject: string;
  /** What was decided, in a few words: `0.0.0.0_8080`, `route canary`, `REDIRECT to 127.0.0.1:15001`. */
  readonly summary: string;
  readonly because: readonly Criterion[];
  readonly evidence: readonly Evidence[];
  /** The candidates that lost, nearest first. */
  readonly skipped: readonly NearMiss[];
  readonly effects: readonly Effect[];
  readonly forks: readonly StepFork[];
  /** Sentences for a person: surprises, warming or draining state, what is assumed here. */
  readonly notes: readonly string[];
  /** Kind `upstream_request`: the request as it leaves. */
  readonly request?: HttpRequest;
  /** Kind `transport_socket`: the client hello towards the host, undefined for plaintext. */
  readonly tls?: { readonly sni: string; readonly alpn: readonly string[]; readonly as?: string };
  /** Outcome `unknown` or `opaque`: what is missing, by name. */
  readonly unknown?: string;
}
