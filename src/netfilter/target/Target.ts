import type { ConnmarkTarget } from './CONNMARK.js';
import type { CtTarget } from './CT.js';
import type { DnatTarget } from './DNAT.js';
import type { DscpTarget } from './DSCP.js';
import type { GotoTarget } from './goto.js';
import type { JumpTarget } from './jump.js';
import type { MarkTarget } from './MARK.js';
import type { MasqueradeTarget } from './MASQUERADE.js';
import type { NfqueueTarget } from './NFQUEUE.js';
import type { NotrackTarget } from './NOTRACK.js';
import type { PassiveTarget } from './passive.js';
import type { RedirectTarget } from './REDIRECT.js';
import type { RejectTarget } from './REJECT.js';
import type { SnatTarget } from './SNAT.js';
import type { TosTarget } from './TOS.js';
import type { TproxyTarget } from './TPROXY.js';
import type { TtlTarget } from './TTL.js';
import type { UnsupportedTarget } from './unsupported.js';
import type { VerdictTarget } from './verdict.js';

/** What a rule does with a packet that it matches. */
export type Target =
  | VerdictTarget
  | JumpTarget
  | GotoTarget
  | NfqueueTarget
  | RejectTarget
  | RedirectTarget
  | DnatTarget
  | SnatTarget
  | MasqueradeTarget
  | TproxyTarget
  | MarkTarget
  | ConnmarkTarget
  | CtTarget
  | NotrackTarget
  | TosTarget
  | DscpTarget
  | TtlTarget
  | PassiveTarget
  | UnsupportedTarget;
