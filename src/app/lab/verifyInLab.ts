import type { Report } from '../../facts/snapshot/readSnapshot.js';
import { realSender } from '../../lab/request/dialOf.js';
import type { RequestReport } from '../../lab/request/RequestReport.js';
import type { CounterTexts } from '../../lab/request/readCounters.js';
import { sendRequest } from '../../lab/request/sendRequest.js';
import { compareTrace } from '../../lab/verify/compareTrace.js';
import { nameQueryRules } from '../../lab/verify/nameQueryRules.js';
import type { Verification } from '../../lab/verify/Verification.js';
import { traceRequest } from '../../trace/traceRequest.js';
import { buildRequest } from '../trace/buildRequest.js';
import { openLab, type OpenLab } from './openLab.js';
import { senderPod } from './senderPod.js';
import type { NamedRequest } from './verifyRequests.js';

/** How often a request is sent, and how long each caller waits. */
export interface VerifyOptions {
  readonly repeat: number;
  readonly timeoutMs: number;
}

/** Traces requests over the facts of a running lab, sends them there one after the other, and holds each trace against what happened. */
export async function verifyInLab(
  name: string,
  requests: readonly NamedRequest[],
  options: VerifyOptions,
  report: Report,
): Promise<readonly { readonly name: string; readonly verification: Verification }[]> {
  const lab = await openLab(name, report);
  const results: { readonly name: string; readonly verification: Verification }[] = [];
  let counters: CounterTexts | undefined;
  for (const one of requests) {
    const verified = await verifyOne(lab, one, options, report, counters);
    results.push({ name: one.name, verification: verified.verification });
    ({ counters } = verified);
  }
  return results;
}

/** What came of a request, and the counters afterwards, which are those before the next one. */
export interface Verified {
  readonly verification: Verification;
  readonly counters: CounterTexts | undefined;
}

/** One request, sent `repeat` times. `known`: the counters now, where they are known already. */
export async function verifyOne(
  lab: OpenLab,
  { options, pins }: NamedRequest,
  { repeat, timeoutMs }: VerifyOptions,
  report: Report,
  known?: CounterTexts,
): Promise<Verified> {
  const { request: asked, notes } = buildRequest(lab.facts, options);
  for (const note of notes) report(note);
  const pod = senderPod(lab, asked);
  const request = { ...asked, sender: { ...asked.sender, ...realSender(pod, asked) } };
  const trace = traceRequest(lab.world, request, pins);
  const reports: RequestReport[] = [];
  let counters = known;
  for (let i = 0; i < repeat; i++) {
    const sent = await sendRequest(lab, pod, request, { data: options.data, timeoutMs }, counters);
    reports.push(sent.report);
    ({ counters } = sent);
  }
  return { verification: compareTrace(trace, reports, nameQueryRules(lab.world, lab.state)), counters };
}
