import type { LocalReply } from '../../envoy/model/LocalReply.js';
import { endRun } from './endRun.js';
import type { HttpRun } from './HttpRun.js';
import { sendReply } from './sendReply.js';

/** A client that has gone, or broke the protocol: there it is answered, if it can be, and its connection ends. */
export function clientGone(run: HttpRun, why: 'reset' | 'protocol_error', reply: LocalReply | undefined): void {
  const { record, downstream, client } = run;
  if (run.ended) return;
  if (why === 'protocol_error') client.end.flag = 'DPE';
  if (reply !== undefined && !run.answered) {
    run.last = true;
    sendReply(run, reply);
    return;
  }
  record.flag(why === 'reset' ? 'DC' : 'DPE');
  record.responseCodeDetails = why === 'reset' ? 'downstream_remote_disconnect' : 'http1.codec_error';
  if (why === 'protocol_error') downstream.reset();
  endRun(run);
}
