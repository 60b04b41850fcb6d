import { printRange, type NumberRange } from '../model/NumberRange.js';
import type { Negatable } from '../model/Negatable.js';
import { parseRange, U32_MAX } from '../words/parseNumber.js';
import { optionWords } from './criterion.js';
import type { MatchModule } from './MatchModule.js';
import { gidCriterion, socketCriterion, uidCriterion } from './ownerCriteria.js';

/** `-m owner`. */
export interface OwnerMatch {
  readonly kind: 'owner';
  /** `--socket-exists`; `not` for `! --socket-exists`. */
  readonly socketExists?: { readonly not: boolean };
  readonly uid?: Negatable<NumberRange>;
  readonly gid?: Negatable<NumberRange>;
  /** `--suppl-groups`: `--gid-owner` looks at the supplementary groups too. */
  readonly supplementaryGroups: boolean;
}

/** The credentials of the sending socket (iptables-extensions(8), `owner_mt` of `xt_owner.c`). Names of users and groups are not read. */
export const owner: MatchModule<OwnerMatch> = {
  names: ['owner'],
  options: { '--uid-owner': 1, '--gid-owner': 1, '--suppl-groups': 0, '--socket-exists': 0 },
  parse(options) {
    const socketExists = options.flag('--socket-exists');
    const uid = options.read('--uid-owner', parseIds);
    const gid = options.read('--gid-owner', parseIds);
    const supplementaryGroups = options.has('--suppl-groups');
    return {
      kind: 'owner',
      ...(socketExists && { socketExists }),
      ...(uid && { uid }),
      ...(gid && { gid }),
      supplementaryGroups,
    };
  },
  print: ({ socketExists, uid, gid, supplementaryGroups }) => [
    '-m',
    'owner',
    ...optionWords('--socket-exists', socketExists),
    ...(uid ? optionWords('--uid-owner', uid, printRange(uid.value, '-')) : []),
    ...(gid ? optionWords('--gid-owner', gid, printRange(gid.value, '-')) : []),
    ...(supplementaryGroups ? ['--suppl-groups'] : []),
  ],
  evaluate: ({ socketExists, uid, gid, supplementaryGroups }, packet) => [
    ...(socketExists ? [socketCriterion(socketExists, packet.owner)] : []),
    ...(uid ? [uidCriterion(uid, packet.owner)] : []),
    ...(gid ? [gidCriterion(gid, supplementaryGroups, packet.owner)] : []),
  ],
};

/** An id or a range of ids; the highest number stands for "no id". */
function parseIds(text: string): NumberRange | undefined {
  return text.startsWith('-') || text.endsWith('-') ? undefined : parseRange(text, '-', U32_MAX - 1);
}
