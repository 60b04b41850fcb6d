import type { AccessRecord } from '../model/AccessRecord.js';
import type { EchoRecord } from '../model/EchoRecord.js';
import type { CallerSaw } from './CallerSaw.js';
import type { RuleHit } from './rulesTaken.js';

/** What one network namespace counted while the request was under way. */
export interface PlaceReport {
  /** `NAMESPACE/NAME` of the pod, or `node NAME`. */
  readonly where: string;
  readonly rules: readonly RuleHit[];
}

/** What one proxy wrote to its access log. */
export interface ProxyReport {
  /** `NAMESPACE/NAME` of its pod. */
  readonly where: string;
  readonly record: AccessRecord;
}

/** What an application received. */
export interface AppReport {
  /** `NAMESPACE/NAME` of its pod, or `outside`. */
  readonly where: string;
  readonly record: EchoRecord;
}

/** The way that a request really took. */
export interface RequestReport {
  /** `NAMESPACE/NAME` of the pod that it was sent from. */
  readonly from: string;
  readonly url: string;
  /** The ids that the calling process had. */
  readonly uid: number;
  readonly gid: number;
  /** The address that it connected to; '' for a name that does not resolve. */
  readonly dialled: string;
  readonly caller: CallerSaw;
  /** From connecting to the end of the answer, in milliseconds. */
  readonly tookMs: number;
  /** Namespaces in which a rule counted a packet, the caller's first. */
  readonly places: readonly PlaceReport[];
  /** In the order in which connections and requests reached the proxies. */
  readonly proxies: readonly ProxyReport[];
  readonly apps: readonly AppReport[];
}
