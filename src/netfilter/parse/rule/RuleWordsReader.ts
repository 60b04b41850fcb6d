import type { Match } from '../../match/Match.js';
import type { Counters } from '../../model/Counters.js';
import { parseNumber } from '../../words/parseNumber.js';
import type { Word } from '../../words/splitWords.js';
import { BASE_OPTIONS, closeBase, impliedModule } from './baseMatches.js';
import { Extension } from './Extension.js';
import { closeMatch, closeTarget, openMatch, openTarget } from './readExtension.js';
import type { RuleContext } from './RuleContext.js';
import type { RuleWords } from './RuleWords.js';

/** The options that open something, by all their spellings. */
const VERBS: Readonly<Record<string, 'match' | 'jump' | 'goto' | 'counters'>> = {
  '-m': 'match',
  '--match': 'match',
  '-j': 'jump',
  '--jump': 'jump',
  '-g': 'goto',
  '--goto': 'goto',
  '-c': 'counters',
  '--set-counters': 'counters',
};

/** Goes through the words of one rule, option by option; see `parseRuleWords`. */
export class RuleWordsReader {
  readonly #base = new Extension('base', BASE_OPTIONS);
  readonly #matches: Extension[] = [];
  /** Words that belong nowhere. */
  readonly #stray: Match[] = [];
  #target: { readonly extension: Extension; readonly goto: boolean } | undefined;
  #counters: Counters | undefined;
  /** The extension opened last; options that nobody else knows are its own. */
  #latest = this.#base;
  #bangs: readonly Word[] = [];
  #at = 0;

  constructor(
    readonly words: readonly Word[],
    readonly context: RuleContext,
  ) {}

  /** Reads one option with its values; `false` at the end. */
  step(): boolean {
    const word = this.#take();
    if (word === undefined) return false;
    if (isBang(word)) {
      this.#bangs = [...this.#bangs, word];
      return true;
    }
    const verb = word.quoted ? undefined : verbOf(word.text);
    if (verb === undefined) this.#readOption(word);
    else if (!this.#open(verb)) this.#keepStray([...this.#bangs, word]);
    this.#bangs = [];
    return true;
  }

  /** What was read. */
  end(): RuleWords {
    if (this.#bangs.length > 0) this.#keepStray(this.#bangs);
    const target = this.#target;
    return {
      matches: [
        ...closeBase(this.#base, this.context.family),
        ...this.#stray,
        ...this.#matches.map((match) => closeMatch(match, this.context)),
      ],
      target: target && closeTarget(target.extension, target.goto, this.context),
      ...(this.#counters && { counters: this.#counters }),
    };
  }

  #take(): Word | undefined {
    return this.words[this.#at++];
  }

  /** Whether the verb is one here: not behind `!`, with a name that follows, and with one target only. */
  #open(verb: (typeof VERBS)[string]): boolean {
    const name = this.words[this.#at];
    if (name === undefined || this.#bangs.length > 0) return false;
    if (verb === 'counters') return this.#readCounters();
    if (verb === 'match') {
      this.#latest = openMatch(name.text);
      this.#matches.push(this.#latest);
    } else {
      if (this.#target !== undefined) return false;
      this.#latest = openTarget(name.text, this.context);
      this.#target = { extension: this.#latest, goto: verb === 'goto' };
    }
    this.#at++;
    return true;
  }

  #readCounters(): boolean {
    const max = Number.MAX_SAFE_INTEGER;
    const [packets, bytes] = [0, 1].map((i) => parseNumber(this.words[this.#at + i]?.text ?? '', max));
    if (packets === undefined || bytes === undefined) return false;
    this.#counters = { packets, bytes };
    this.#at += 2;
    return true;
  }

  #readOption(word: Word): void {
    const [spelling, attached] = splitAttached(word);
    const owner = isOption(word) ? this.#ownerOf(spelling) : undefined;
    const option = owner?.describe(spelling);
    if (owner === undefined || option === undefined) {
      this.#keepText([...this.#bangs, word]);
      return;
    }
    const before = this.#bangs.length;
    const values = attached === undefined ? [] : [attached];
    const oldBang = option.words > 0 && attached === undefined && isBang(this.words[this.#at]);
    if (oldBang) this.#at++;
    while (values.length < option.words && this.#at < this.words.length) values.push(this.#take() ?? word);
    if (values.length !== option.words || before + Number(oldBang) > 1) owner.broken = true;
    owner.add({ name: option.name, not: before > 0 || oldBang, values: values.map((value) => value.text) }, [
      ...this.#bangs,
      { text: spelling, quoted: false },
      ...values,
    ]);
  }

  #ownerOf(spelling: string): Extension | undefined {
    if (this.#base.knows(spelling)) return this.#base;
    if (this.#latest.knows(spelling) || this.#latest.table === undefined) return this.#latest;
    const open = [...this.#matches, ...(this.#target ? [this.#target.extension] : [])];
    const known = open.findLast((extension) => extension.knows(spelling));
    if (known !== undefined) return known;
    const name = impliedModule(this.#base);
    const implied = name === undefined ? undefined : openMatch(name);
    if (!implied?.knows(spelling)) return undefined;
    this.#matches.push(implied);
    return implied;
  }

  /** Words that are no known option: text of the extension at hand, else of none. */
  #keepText(words: readonly Word[]): void {
    if (this.#latest === this.#base) {
      this.#keepStray(words);
      return;
    }
    this.#latest.addText(words);
    this.#latest.broken = this.#latest.table !== undefined;
  }

  #keepStray(words: readonly Word[]): void {
    const text = words.map((word) => word.text).join(' ');
    this.#stray.push({ kind: 'unsupported', module: text, text, why: 'it could not be read' });
    this.#latest = this.#base;
  }
}

function isBang(word: Word | undefined): boolean {
  return word?.text === '!' && !word.quoted;
}

function isOption(word: Word): boolean {
  return !word.quoted && word.text.length > 1 && word.text.startsWith('-');
}

function verbOf(text: string): (typeof VERBS)[string] | undefined {
  return Object.hasOwn(VERBS, text) ? VERBS[text] : undefined;
}

/** `--option=value`, as getopt_long(3) takes it. */
function splitAttached(word: Word): readonly [spelling: string, attached: Word | undefined] {
  const at = word.quoted || !word.text.startsWith('--') ? -1 : word.text.indexOf('=');
  return at < 0 ? [word.text, undefined] : [word.text.slice(0, at), { text: word.text.slice(at + 1), quoted: true }];
}
