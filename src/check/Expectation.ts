import type { VerdictCode } from '../trace/model/Verdict.js';

/** What is expected of one proxy on the way; absent fields are not looked at. */
export interface ProxyExpectation {
  readonly listener?: string;
  readonly filterChain?: string;
  readonly routeConfig?: string;
  readonly virtualHost?: string;
  readonly route?: string;
  readonly cluster?: string;
  readonly endpoint?: string;
  /** SNI of the connection to the endpoint; '' for plaintext. */
  readonly sni?: string;
  /** The request as it leaves. */
  readonly method?: string;
  readonly path?: string;
  readonly host?: string;
  /** Header values as they leave; null: the header is not there. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

/** What is expected of a trace. */
export interface Expectation {
  /** The verdict of the likeliest path is one of these. */
  readonly verdict?: readonly VerdictCode[];
  /** What the caller sees: a status, or `app`, `reset`, `refused`, `timeout`, `unresolved`, `closed`. */
  readonly caller?: string;
  readonly flags?: string;
  readonly details?: string;
  /** Part of what is not known. */
  readonly unknown?: string;
  /** Verdict to percent: all outcomes, and their shares rounded to whole percents. */
  readonly outcomes?: Readonly<Record<string, number>>;
  /** Coordinates of rules that were taken, in this order, others may be between them. */
  readonly rules?: readonly string[];
  readonly outbound?: ProxyExpectation;
  readonly gateway?: ProxyExpectation;
  readonly inbound?: ProxyExpectation;
}

/** One field that is not as expected. */
export interface Difference {
  /** `verdict`, `outbound.route`, `rules[2]`, … */
  readonly field: string;
  readonly expected: string;
  readonly got: string;
}
