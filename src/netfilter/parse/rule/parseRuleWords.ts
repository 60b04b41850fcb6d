import type { Word } from '../../words/splitWords.js';
import type { RuleContext } from './RuleContext.js';
import type { RuleWords } from './RuleWords.js';
import { RuleWordsReader } from './RuleWordsReader.js';

/**
 * Reads the words that stand behind `-A CHAIN`. An option belongs to the extension opened last that has it, then to the one that
 * `-p` implies; an extension that is not modelled takes every option up to the next `-m` or `-j`. Whatever is not understood
 * becomes an `unsupported` match or target of that name, so that no rule is lost and none is taken for simpler than it is.
 */
export function parseRuleWords(words: readonly Word[], context: RuleContext): RuleWords {
  const reader = new RuleWordsReader(words, context);
  while (reader.step());
  return reader.end();
}
