import type { Criterion } from '../../logic/Criterion.js';
import { anyOf, truthOf, type Truth } from '../../logic/Truth.js';
import type { Negatable } from '../model/Negatable.js';
import { inRange, printRange, type NumberRange } from '../model/NumberRange.js';
import type { SocketOwner } from '../model/SocketOwner.js';
import { criterion, fixedCriterion, NOT_KNOWN } from './criterion.js';

/** Users and processes have a socket; what the kernel makes has one or not: see `NoOwner`. */
export function socketCriterion(option: { readonly not: boolean }, owner: SocketOwner): Criterion {
  const exists = owner.kind === 'none' ? owner.socket : true;
  const got = exists === undefined ? NOT_KNOWN : exists ? 'a socket' : 'no socket';
  return criterion('--socket-exists', option, 'a socket', got, exists ?? 'unknown');
}

/** Without a socket, or a file to it, `--uid-owner` does not match and `! --uid-owner` does. */
export function uidCriterion(uid: Negatable<NumberRange>, owner: SocketOwner): Criterion {
  const expected = printRange(uid.value, '-');
  switch (owner.kind) {
    case 'user':
      return criterion('--uid-owner', uid, expected, String(owner.uid), inRange(uid.value, owner.uid));
    case 'ordinary':
      if (owner.uid === undefined) return ordinaryCriterion('--uid-owner', uid, owner.knownNot.uids);
      return criterion('--uid-owner', uid, expected, String(owner.uid), inRange(uid.value, owner.uid));
    case 'none':
      return criterion('--uid-owner', uid, expected, 'no user', 'no', WITHOUT_OWNER);
  }
}

/**
 * The primary group; with `--suppl-groups` the others too. Without a socket as `uidCriterion`, but that `--suppl-groups` is no test that can
 * be negated, so that nothing matches (`owner_mt` of `xt_owner.c`).
 */
export function gidCriterion(gid: Negatable<NumberRange>, supplementary: boolean, owner: SocketOwner): Criterion {
  const expected = printRange(gid.value, '-');
  switch (owner.kind) {
    case 'user': {
      const others =
        owner.groups?.map((group) => truthOf(inRange(gid.value, group))) ?? (['unknown'] satisfies Truth[]);
      const groups = supplementary
        ? `${owner.gid}, ${owner.groups?.join(', ') ?? `others ${NOT_KNOWN}`}`
        : String(owner.gid);
      return criterion(
        '--gid-owner',
        gid,
        expected,
        groups,
        anyOf([truthOf(inRange(gid.value, owner.gid)), ...(supplementary ? others : [])]),
      );
    }
    case 'ordinary':
      if (owner.gid !== undefined && (!supplementary || inRange(gid.value, owner.gid))) {
        return criterion('--gid-owner', gid, expected, String(owner.gid), inRange(gid.value, owner.gid));
      }
      if (!supplementary) return ordinaryCriterion('--gid-owner', gid, owner.knownNot.gids);
      return criterion('--gid-owner', gid, expected, NOT_KNOWN, 'unknown', 'supplementary groups are not known');
    case 'none':
      if (supplementary && gid.not && owner.socket !== true) {
        const truth = owner.socket === undefined ? 'unknown' : 'no';
        return fixedCriterion(
          '--gid-owner',
          gid,
          expected,
          'no group',
          truth,
          'without a socket --suppl-groups never matches',
        );
      }
      return criterion('--gid-owner', gid, expected, 'no group', 'no', WITHOUT_OWNER);
  }
}

const WITHOUT_OWNER = 'a packet without socket or file matches only the negated test';

/** `no` when every id of the range is known not to be the owner's. */
function ordinaryCriterion(name: string, option: Negatable<NumberRange>, knownNot: readonly number[]): Criterion {
  const { min, max } = option.value;
  const excluded = new Set(knownNot.filter((id) => inRange(option.value, id))).size === max - min + 1;
  return criterion(name, option, printRange(option.value, '-'), 'an ordinary user', excluded ? 'no' : 'unknown');
}
