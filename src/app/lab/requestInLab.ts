import type { Report } from '../../facts/snapshot/readSnapshot.js';
import type { RequestReport } from '../../lab/request/RequestReport.js';
import { sendRequest } from '../../lab/request/sendRequest.js';
import { buildRequest } from '../trace/buildRequest.js';
import type { TraceOptions } from '../trace/TraceOptions.js';
import { openLab } from './openLab.js';
import { senderPod } from './senderPod.js';

/** Sends one request from inside of a pod of a running lab, and tells the way that it took. */
export async function requestInLab(
  name: string,
  options: TraceOptions,
  timeoutMs: number,
  report: Report,
): Promise<RequestReport> {
  const lab = await openLab(name, report);
  const { request, notes } = buildRequest(lab.facts, options);
  for (const note of notes) report(note);
  const sent = await sendRequest(lab, senderPod(lab, request), request, { data: options.data, timeoutMs });
  return sent.report;
}
