import type { LocalReply } from '../../envoy/model/LocalReply.js';
import type { HttpRun } from './HttpRun.js';

/** A reply that has a status. */
export type AnsweringReply = LocalReply & { readonly status: number };

/** `local_reply_config`: not supported yet, so that the reply stays as it is. */
export function rewriteLocalReply(_run: HttpRun, reply: AnsweringReply): AnsweringReply {
  return reply;
}
