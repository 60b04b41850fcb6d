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
import type { TargetModule } from './TargetModule.js';
import { TOS } from './TOS.js';
import { TPROXY } from './TPROXY.js';
import { TTL } from './TTL.js';
import { verdict } from './verdict.js';

/** What reads a target: a `TargetModule` of any kind. */
export type TargetReader = Pick<TargetModule<Target>, 'names' | 'options' | 'parse'>;

const READERS: readonly TargetReader[] = [
  verdict,
  REJECT,
  REDIRECT,
  DNAT,
  SNAT,
  MASQUERADE,
  TPROXY,
  MARK,
  CONNMARK,
  CT,
  NOTRACK,
  NFQUEUE,
  TOS,
  DSCP,
  TTL,
];

const BY_NAME: ReadonlyMap<string, TargetReader> = new Map(
  READERS.flatMap((reader) => reader.names.map((name) => [name, reader] as const)),
);

/** What reads `-j name`; `undefined` for chains, passive targets and what is not modelled. */
export function targetReader(name: string): TargetReader | undefined {
  return BY_NAME.get(name);
}
