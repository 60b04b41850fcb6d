import type { HttpRequest } from '../../../envoy/model/HttpRequest.js';
import type { Step, StepFork } from '../../../trace/model/Step.js';
import { criterionToJson } from './criterionToJson.js';
import { evidenceToJson } from './evidenceToJson.js';
import type { Json } from './Json.js';

/** A step; lists are there even if they are empty, `request`, `tls` and `unknown` only where the step has them. */
export function stepToJson(step: Step): Json {
  const { request, tls } = step;
  return {
    kind: step.kind,
    outcome: step.outcome,
    subject: step.subject,
    summary: step.summary,
    because: step.because.map(criterionToJson),
    evidence: step.evidence.map(evidenceToJson),
    skipped: step.skipped.map(({ what, at, failed, held }) => ({ what, at, failed: criterionToJson(failed), held })),
    effects: step.effects.map(({ what, from, to, at }) => ({ what, from, to, at })),
    forks: step.forks.map(forkToJson),
    notes: step.notes,
    request: request === undefined ? undefined : httpRequestToJson(request),
    tls: tls === undefined ? undefined : { sni: tls.sni, alpn: tls.alpn, as: tls.as },
    unknown: step.unknown,
  };
}

function forkToJson({ name, about, chosen, branches }: StepFork): Json {
  return { name, about, chosen, branches: branches.map(({ label, probability }) => ({ label, probability })) };
}

function httpRequestToJson({ method, scheme, authority, path, protocol, headers }: HttpRequest): Json {
  return {
    method,
    scheme,
    authority,
    path,
    protocol,
    headers: headers.map(({ name, value }) => ({ name, value })),
  };
}
