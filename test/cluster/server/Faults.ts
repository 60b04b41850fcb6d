import type { ApiRequest } from './ApiRequest.js';
import { StatusError } from './Status.js';

/** What goes wrong. */
export type Fault =
  /** An answer in place of the right one. */
  | {
      readonly kind: 'status';
      readonly code: number;
      readonly reason?: string;
      readonly message?: string;
      readonly retryAfter?: number;
    }
  /** The right answer, later; milliseconds. */
  | { readonly kind: 'delay'; readonly delay: number }
  /** Never an answer. */
  | { readonly kind: 'hang' }
  /** The connection is closed without one. */
  | { readonly kind: 'close' }
  /** The right head, half of the body, and then the connection is closed. */
  | { readonly kind: 'cut' }
  /** A body that is no JSON, with code 200. */
  | { readonly kind: 'garbage'; readonly body?: string }
  /** A stream (port-forward, exec, watch, log) that is closed after so many bytes from the pod. */
  | { readonly kind: 'cutStream'; readonly after: number };

/** Which requests it happens to. */
export interface FaultRule {
  /** Which ones; all if not said. */
  readonly when?: (request: ApiRequest) => boolean;
  /** How many times; for ever if not said. */
  readonly times?: number;
  /** How many requests that it fits are let through before. */
  readonly after?: number;
  readonly fault: Fault;
}

/** The faults that a test injects. */
export class Faults {
  private rules: { readonly rule: FaultRule; skipped: number; used: number }[] = [];

  /** From now on. Gives a function that takes it back. */
  add(rule: FaultRule): () => void {
    const entry = { rule, skipped: 0, used: 0 };
    this.rules.push(entry);
    return () => {
      this.rules = this.rules.filter((one) => one !== entry);
    };
  }

  /** No more faults. */
  clear(): void {
    this.rules = [];
  }

  /** The fault of a request, which counts as used. */
  take(request: ApiRequest): Fault | undefined {
    for (const entry of this.rules) {
      const { when = () => true, times = Infinity, after = 0 } = entry.rule;
      if (entry.used >= times || !when(request)) continue;
      if (entry.skipped < after) {
        entry.skipped += 1;
        continue;
      }
      entry.used += 1;
      return entry.rule.fault;
    }
    return undefined;
  }
}

const REASONS: Readonly<Record<number, readonly [reason: string, message: string]>> = {
  401: ['Unauthorized', 'Unauthorized'],
  404: ['NotFound', 'the server could not find the requested resource'],
  410: ['Expired', 'The provided continue parameter is too old to display a consistent list result.'],
  429: ['TooManyRequests', 'Too many requests, please try again later.'],
  500: ['InternalError', 'Internal error occurred: etcdserver: request timed out'],
  503: ['ServiceUnavailable', 'the server is currently unable to handle the request'],
  504: ['Timeout', 'Timeout: request did not complete within the allotted timeout'],
};

/** The Status of a fault. */
export function statusOfFault(fault: Extract<Fault, { kind: 'status' }>): StatusError {
  const { code, retryAfter } = fault;
  const [reason, message] = REASONS[code] ?? ['', 'an error'];
  return new StatusError(
    code,
    fault.reason ?? reason,
    fault.message ?? message,
    retryAfter === undefined ? {} : { retryAfterSeconds: retryAfter },
    retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) },
  );
}
