import { protectWord } from '../words/quoteWord.js';
import { CONNMARK } from './CONNMARK.js';
import { CT } from './CT.js';
import { DNAT } from './DNAT.js';
import { DSCP } from './DSCP.js';
import { MARK } from './MARK.js';
import { MASQUERADE } from './MASQUERADE.js';
import { NFQUEUE } from './NFQUEUE.js';
import { NOTRACK } from './NOTRACK.js';
import { REDIRECT } from './REDIRECT.js';
import { REJECT } from './REJECT.js';
import { SNAT } from './SNAT.js';
import type { Target } from './Target.js';
import { TOS } from './TOS.js';
import { TPROXY } from './TPROXY.js';
import { TTL } from './TTL.js';
import { verdict } from './verdict.js';

/** A target as iptables-save prints it, `-j` or `-g` included. */
export function printTarget(target: Target): readonly string[] {
  switch (target.kind) {
    case 'ACCEPT':
    case 'DROP':
    case 'QUEUE':
    case 'RETURN':
      return verdict.print(target);
    case 'jump':
      return ['-j', protectWord(target.chain)];
    case 'goto':
      return ['-g', protectWord(target.chain)];
    case 'NFQUEUE':
      return NFQUEUE.print(target);
    case 'REJECT':
      return REJECT.print(target);
    case 'REDIRECT':
      return REDIRECT.print(target);
    case 'DNAT':
      return DNAT.print(target);
    case 'SNAT':
      return SNAT.print(target);
    case 'MASQUERADE':
      return MASQUERADE.print(target);
    case 'TPROXY':
      return TPROXY.print(target);
    case 'MARK':
      return MARK.print(target);
    case 'CONNMARK':
      return CONNMARK.print(target);
    case 'CT':
      return CT.print(target);
    case 'NOTRACK':
      return NOTRACK.print(target);
    case 'TOS':
      return TOS.print(target);
    case 'DSCP':
      return DSCP.print(target);
    case 'TTL':
      return TTL.print(target);
    case 'passive':
      return ['-j', target.name, ...target.options];
    case 'unsupported':
      return [target.text];
  }
}
