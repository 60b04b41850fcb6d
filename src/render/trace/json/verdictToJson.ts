import type { Verdict } from '../../../trace/model/Verdict.js';
import type { Json } from './Json.js';

/** A verdict; `unknown` and `likely` only where it is INDETERMINATE. */
export function verdictToJson({ code, sentence, flags, details, caller, unknown, likely }: Verdict): Json {
  return {
    code,
    sentence,
    flags,
    details,
    caller:
      caller.kind === 'status'
        ? { kind: caller.kind, status: caller.status, grpcStatus: caller.grpcStatus }
        : { kind: caller.kind },
    unknown,
    likely: likely === undefined ? undefined : verdictToJson(likely),
  };
}
