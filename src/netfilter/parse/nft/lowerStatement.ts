import { isJsonObject, type JsonObject, type JsonValue } from '../../../text/json/JsonValue.js';
import type { Match } from '../../match/Match.js';
import { PASSIVE_TARGETS } from '../../target/passive.js';
import type { Target } from '../../target/Target.js';
import { lowerMangle } from './lowerMangle.js';
import { lowerMatch, unsupported } from './lowerMatch.js';
import { lowerNat, lowerTproxy } from './lowerNat.js';
import { lowerReject } from './lowerReject.js';
import { nftWords, onlyMember } from './nftWords.js';

/** What one expression of a rule is in the model. */
export type Lowered =
  | { readonly kind: 'match'; readonly match: Match }
  /** `ends`: the verdict of the rule; otherwise a statement, after which the rule goes on. */
  | { readonly kind: 'target'; readonly target: Target; readonly ends: boolean }
  /** Counts, logs, or decides nothing. */
  | { readonly kind: 'nothing' };

const NOTHING: Lowered = { kind: 'nothing' };
const LOST = 'nft shows of it only the name: iptables-save has its options';

/** One member of a rule's `expr` (libnftables-json(5)); what is not modelled is `unsupported` by its name. */
export function lowerStatement(expression: JsonValue, sets: ReadonlyMap<string, readonly JsonValue[]>): Lowered {
  const [key, body] = onlyMember(expression) ?? ['expression', expression];
  switch (key) {
    case 'match':
      return isJsonObject(body) ? match(lowerMatch(body, sets)) : match(unsupported('match', nftWords(expression)));
    case 'counter':
    case 'comment':
    case 'continue':
    case 'last':
      return NOTHING;
    case 'log':
      return statement({ kind: 'passive', name: 'LOG', options: [] });
    case 'accept':
      return verdict({ kind: 'ACCEPT' });
    case 'drop':
      return verdict({ kind: 'DROP' });
    case 'return':
      return verdict({ kind: 'RETURN' });
    case 'jump':
    case 'goto':
      return lowerJump(key, body);
    case 'redirect':
    case 'dnat':
    case 'snat':
    case 'masquerade':
      return verdict(lowerNat(key, body));
    case 'tproxy':
      return statement(lowerTproxy(body));
    case 'mangle':
      return statement(isJsonObject(body) ? lowerMangle(body) : foreign('mangle', expression));
    case 'notrack':
      return statement({ kind: 'NOTRACK' });
    case 'reject':
      return verdict(lowerReject(body));
    case 'limit':
    case 'quota':
    case 'ct count':
      return match(unsupported(key, nftWords(expression)));
    case 'owner':
      return match(lowerOwner(body));
    case 'lost':
      return verdict({ kind: 'unsupported', module: 'target', text: '', why: nftWords(body) });
    case 'xt':
      return lowerXt(isJsonObject(body) ? body : {}, nftWords(expression));
    default:
      return verdict(foreign(key, expression));
  }
}

function match(match: Match): Lowered {
  return { kind: 'match', match };
}

function statement(target: Target): Lowered {
  return { kind: 'target', target, ends: false };
}

function verdict(target: Target): Lowered {
  return { kind: 'target', target, ends: true };
}

function foreign(module: string, expression: JsonValue): Target {
  return { kind: 'unsupported', module, text: nftWords(expression) };
}

function lowerJump(kind: 'jump' | 'goto', body: JsonValue): Lowered {
  const chain = isJsonObject(body) ? body.target : undefined;
  return verdict(typeof chain === 'string' ? { kind, chain } : foreign(kind, { [kind]: body }));
}

/** What iptables-nft made: the extension's name without options. */
function lowerXt({ type, name }: JsonObject, text: string): Lowered {
  const module = typeof name === 'string' ? name : 'xt';
  if (type !== 'target') {
    return module === 'comment' ? NOTHING : match(unsupported(module, text, LOST));
  }
  const passive = PASSIVE_TARGETS.find((known) => known === module);
  if (passive !== undefined) return statement({ kind: 'passive', name: passive, options: [] });
  return module === 'NOTRACK'
    ? statement({ kind: 'NOTRACK' })
    : verdict({ kind: 'unsupported', module, text, why: LOST });
}

/** `skuid 1337` without `meta`, as nft's text translates `-m owner`: that test, not nftables' own. */
function lowerOwner(body: JsonValue): Match {
  const { key, op, right } = isJsonObject(body) ? body : {};
  if (typeof right !== 'number') return unsupported('owner', nftWords({ owner: body }));
  const option = { not: op === '!=', value: { min: right, max: right } };
  return { kind: 'owner', ...(key === 'skuid' ? { uid: option } : { gid: option }), supplementaryGroups: false };
}
