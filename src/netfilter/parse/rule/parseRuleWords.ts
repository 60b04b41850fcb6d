import type { Match } from '../../match/Match.js';
import type { Counters } from '../../model/Counters.js';
import { parseNumber } from '../../words/parseNumber.js';
import type { Word } from '../../words/splitWords.js';
import { BASE_OPTIONS, closeBase, impliedModule } from './baseMatches.js';
import { Extension } from './Extension.js';
import { closeMatch, closeTarget, openMatch, openTarget } from './readExtension.js';
import type { RuleContext } from './RuleContext.js';
import type { RuleWords } from './RuleWords.js';

const MATCH = ['-m', '--match'];
const JUMP = ['-j', '--jump'];
const GOTO = ['-g', '--goto'];
const COUNTERS = ['-c', '--set-counters'];
const VERBS = [...MATCH, ...JUMP, ...GOTO, ...COUNTERS];

/**
 * Reads the words that stand behind `-A CHAIN`. An option belongs to the extension opened last that has it, then to the one that
 * `-p` implies; an extension that is not modelled takes every option up to the next `-m` or `-j`. Whatever is not understood
 * becomes an `unsupported` match or target of that name, so that no rule is lost and none is taken for simpler than it is.
 */
export function parseRuleWords(words: readonly Word[], context: RuleContext): RuleWords {
  const base = new Extension('base', BASE_OPTIONS);
  const matches: Extension[] = [];
  const stray: Match[] = [];
  let target: { readonly extension: Extension; readonly goto: boolean } | undefined;
  let latest = base;
  let counters: Counters | undefined;
  let bangs: Word[] = [];

  for (let at = 0; at < words.length;) {
    const word = words[at++];
    if (word === undefined) break;
    if (!word.quoted && word.text === '!') {
      bangs.push(word);
      continue;
    }
    const [spelling, attached] = splitAttached(word);
    const option = isOption(word) ? spelling : undefined;
    const next = words[at];
    const verb = option !== undefined && bangs.length === 0 && next !== undefined ? option : '';
    if (MATCH.includes(verb) && next) {
      latest = openMatch(next.text);
      matches.push(latest);
      at++;
      continue;
    }
    if ((JUMP.includes(verb) || GOTO.includes(verb)) && next && target === undefined) {
      latest = openTarget(next.text, context);
      target = { extension: latest, goto: GOTO.includes(verb) };
      at++;
      continue;
    }
    if (COUNTERS.includes(verb)) {
      counters = parseCounters(words[at], words[at + 1]);
      at += 2;
      continue;
    }
    // A verb that cannot be one here (nothing follows it, `!` stands before it, a second `-j`) belongs to no extension.
    if (option !== undefined && VERBS.includes(option)) latest = base;
    const owner = option === undefined ? undefined : ownerOf(option, latest, base, matches, target?.extension);
    const described = option === undefined ? undefined : owner?.describe(option);
    if (owner === undefined || described === undefined) {
      keepText(latest, base, [...bangs, word], stray);
      bangs = [];
      continue;
    }
    if (owner !== base && owner !== latest && !matches.includes(owner)) matches.push(owner);
    const values = attached === undefined ? [] : [attached];
    let not = bangs.length === 1;
    if (described.words > 0 && attached === undefined && words[at]?.text === '!' && !words[at]?.quoted) {
      not = !not;
      at++;
    }
    while (values.length < described.words && at < words.length) values.push(words[at++] ?? word);
    if (values.length !== described.words || bangs.length > 1) owner.broken = true;
    const shown = [...bangs, { text: spelling, quoted: false }, ...values];
    owner.add({ name: described.name, not, values: values.map((value) => value.text) }, shown);
    bangs = [];
  }
  if (bangs.length > 0) keepText(base, base, bangs, stray);
  return {
    matches: [...closeBase(base, context.family), ...stray, ...matches.map((match) => closeMatch(match, context))],
    target: target && closeTarget(target.extension, target.goto, context),
    ...(counters && { counters }),
  };
}

function isOption(word: Word): boolean {
  return !word.quoted && word.text.length > 1 && word.text.startsWith('-');
}

/** `--option=value`, as getopt_long(3) takes it. */
function splitAttached(word: Word): readonly [spelling: string, attached: Word | undefined] {
  const at = word.quoted || !word.text.startsWith('--') ? -1 : word.text.indexOf('=');
  return at < 0 ? [word.text, undefined] : [word.text.slice(0, at), { text: word.text.slice(at + 1), quoted: true }];
}

function ownerOf(
  option: string,
  latest: Extension,
  base: Extension,
  matches: readonly Extension[],
  target: Extension | undefined,
): Extension | undefined {
  if (base.knows(option)) return base;
  if (latest.knows(option) || latest.table === undefined) return latest;
  const open = [...matches, ...(target ? [target] : [])].reverse().find((extension) => extension.knows(option));
  if (open) return open;
  const implied = impliedModule(base);
  const module = implied === undefined ? undefined : openMatch(implied);
  return module?.knows(option) ? module : undefined;
}

/** Words that are no option of anything: text of an extension that is not modelled, else a fault of the rule. */
function keepText(latest: Extension, base: Extension, words: readonly Word[], stray: Match[]): void {
  if (latest !== base) {
    latest.addText(words);
    latest.broken = latest.table !== undefined;
    return;
  }
  const text = words.map((word) => word.text).join(' ');
  stray.push({ kind: 'unsupported', module: text, text, why: 'it could not be read' });
}

function parseCounters(packets: Word | undefined, bytes: Word | undefined): Counters | undefined {
  const max = Number.MAX_SAFE_INTEGER;
  const [first, second] = [parseNumber(packets?.text ?? '', max), parseNumber(bytes?.text ?? '', max)];
  return first === undefined || second === undefined ? undefined : { packets: first, bytes: second };
}
