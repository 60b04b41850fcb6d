import type { Match } from '../../match/Match.js';
import type { MatchModule } from '../../match/MatchModule.js';
import { matchModules } from '../../match/matchModules.js';
import { isUnmodelledTarget, passiveTargetName } from '../../target/extensionTargets.js';
import type { Target } from '../../target/Target.js';
import { targetReader } from '../../target/targetModules.js';
import { OptionReader } from '../../words/OptionReader.js';
import { protectWord } from '../../words/quoteWord.js';
import { Extension } from './Extension.js';
import type { RuleContext } from './RuleContext.js';

type MatchReader = Pick<MatchModule<Match>, 'names' | 'options' | 'parse'>;

const MATCH_READERS: ReadonlyMap<string, MatchReader> = new Map(
  Object.values<MatchReader>(matchModules).flatMap((reader) => reader.names.map((name) => [name, reader] as const)),
);

const UNREADABLE = 'its options could not be read';

/** `-m name`, ready for its options. */
export function openMatch(name: string): Extension {
  return new Extension(name, MATCH_READERS.get(name)?.options);
}

/** `-j name`, ready for its options; a chain takes none. */
export function openTarget(name: string, { isChain }: RuleContext): Extension {
  if (isChain(name)) return new Extension(name, {});
  return new Extension(name, targetReader(name)?.options);
}

/** The match that was written; `unsupported` when the extension is not modelled or not understood. */
export function closeMatch(extension: Extension, { family }: RuleContext): Match {
  const { name, options, broken } = extension;
  const text = ['-m', protectWord(name), ...extension.words].join(' ');
  const reader = MATCH_READERS.get(name);
  if (reader === undefined) return { kind: 'unsupported', module: name, text };
  const taken = new OptionReader(options, family);
  const match = broken ? undefined : reader.parse(taken, name);
  return match && taken.understood ? match : { kind: 'unsupported', module: name, text, why: UNREADABLE };
}

/**
 * The target that was written. A chain of the table comes before an extension of the same name; a name that is neither, and that
 * stands alone, is a chain that the text does not show.
 */
export function closeTarget(extension: Extension, goto: boolean, { family, isChain }: RuleContext): Target {
  const { name, options, words, broken } = extension;
  const text = [goto ? '-g' : '-j', protectWord(name), ...words].join(' ');
  const reader = isChain(name) || goto ? undefined : targetReader(name);
  if (reader !== undefined) {
    const taken = new OptionReader(options, family);
    const target = broken ? undefined : reader.parse(taken, name);
    return target && taken.understood ? target : { kind: 'unsupported', module: name, text, why: UNREADABLE };
  }
  const passive = isChain(name) || goto ? undefined : passiveTargetName(name);
  if (passive !== undefined) return { kind: 'passive', name: passive, options: words };
  if (words.length > 0 || broken || (!isChain(name) && isUnmodelledTarget(name))) {
    return { kind: 'unsupported', module: name, text };
  }
  return { kind: goto ? 'goto' : 'jump', chain: name };
}
