import { parseDscpClass } from '../match/dscp.js';
import { parseNumber } from '../words/parseNumber.js';
import type { TargetModule } from './TargetModule.js';

/** `-j DSCP`: sets the upper six bits of the TOS or traffic class byte. */
export interface DscpTarget {
  readonly kind: 'DSCP';
  /** 0 to 63. */
  readonly dscp: number;
}

/** A new DiffServ code point (iptables-extensions(8)). */
export const DSCP: TargetModule<DscpTarget> = {
  names: ['DSCP'],
  options: { '--set-dscp': 1, '--set-dscp-class': 1 },
  parse(options) {
    const number = options.plain('--set-dscp', (text) => parseNumber(text, 63));
    const name = options.plain('--set-dscp-class', parseDscpClass);
    const dscp = number ?? name;
    return dscp === undefined || (number !== undefined && name !== undefined) ? undefined : { kind: 'DSCP', dscp };
  },
  print: ({ dscp }) => ['-j', 'DSCP', '--set-dscp', `0x${dscp.toString(16).padStart(2, '0')}`],
};
