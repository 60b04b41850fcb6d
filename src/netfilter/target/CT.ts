import { omitUndefined } from '../words/omitUndefined.js';
import { parseNumber } from '../words/parseNumber.js';
import { protectWord } from '../words/quoteWord.js';
import type { TargetModule } from './TargetModule.js';

/** `-j CT`: before conntrack; the first CT that a packet meets wins, later ones do nothing. */
export interface CtTarget {
  readonly kind: 'CT';
  /** `--notrack`: as `-j NOTRACK`. */
  readonly notrack: boolean;
  /** `mark`: the packet's mark is the zone. */
  readonly zone?: CtZone;
  readonly zoneOriginal?: CtZone;
  readonly zoneReply?: CtZone;
  readonly helper?: string;
  /** `--ctevents`, `--expevents`, `--timeout`: they change no decision. */
  readonly ctevents?: string;
  readonly expevents?: string;
  readonly timeout?: string;
}

/** A number of a conntrack zone, or the mark of the packet. */
export type CtZone = number | 'mark';

/** How conntrack is to treat the packet (iptables-extensions(8)). */
export const CT: TargetModule<CtTarget> = {
  names: ['CT'],
  options: {
    '--notrack': 0,
    '--zone': 1,
    '--zone-orig': 1,
    '--zone-reply': 1,
    '--helper': 1,
    '--ctevents': 1,
    '--expevents': 1,
    '--timeout': 1,
  },
  parse: (options) =>
    omitUndefined({
      kind: 'CT' as const,
      notrack: options.has('--notrack'),
      zone: options.plain('--zone', parseZone),
      zoneOriginal: options.plain('--zone-orig', parseZone),
      zoneReply: options.plain('--zone-reply', parseZone),
      helper: options.plain('--helper', verbatim),
      ctevents: options.plain('--ctevents', verbatim),
      expevents: options.plain('--expevents', verbatim),
      timeout: options.plain('--timeout', verbatim),
    }),
  print: (target) => [
    '-j',
    'CT',
    ...(target.notrack ? ['--notrack'] : []),
    ...valued('--helper', target.helper),
    ...valued('--timeout', target.timeout),
    ...valued('--ctevents', target.ctevents),
    ...valued('--expevents', target.expevents),
    ...valued('--zone-orig', target.zoneOriginal),
    ...valued('--zone-reply', target.zoneReply),
    ...valued('--zone', target.zone),
  ],
};

function parseZone(text: string): CtZone | undefined {
  return text === 'mark' ? 'mark' : parseNumber(text, 0xffff);
}

function verbatim(text: string): string {
  return text;
}

function valued(name: string, value: string | number | undefined): readonly string[] {
  return value === undefined ? [] : [name, protectWord(String(value))];
}
