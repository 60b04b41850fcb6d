import type { Rule } from '../netfilter/model/Rule.js';
import { isIstioChain, isNativeIstioTable } from './capture/plain/istioNames.js';
import { plainRule, type PlainRule } from './capture/plain/plainRule.js';
import { AMBIENT_SENTENCES } from './capture/purpose/ambientSentences.js';
import { fillSentence } from './capture/purpose/fillSentence.js';
import { MARK_SENTENCES } from './capture/purpose/markSentences.js';
import { shapesOf } from './capture/purpose/ruleShape.js';
import type { Sentences } from './capture/purpose/Sentences.js';
import { SIDECAR_SENTENCES } from './capture/purpose/sidecarSentences.js';

/** What a rule says; it need not be one of a dump. */
export type RuleWords = Pick<Rule, 'table' | 'chain' | 'matches' | 'target' | 'statements'>;

/** What is known of the pod whose rules these are. */
export interface PurposeContext {
  /** The proxy's ids as its rules have them: an owner rule for another id is not the proxy's exemption. */
  readonly uids: readonly number[];
  readonly gids: readonly number[];
}

const ALL_SENTENCES: readonly Sentences[] = [SIDECAR_SENTENCES, MARK_SENTENCES, AMBIENT_SENTENCES];

/**
 * One plain sentence of what a rule does for the mesh; `undefined` for a rule that no release of Istio writes. Istio writes some rules
 * into built-in chains that others might write too (`-i eth1 -j RETURN`): those have a sentence only with a context, which says that
 * the rules are those of a pod that Istio captures.
 */
export function rulePurpose(rule: RuleWords, context?: PurposeContext): string | undefined {
  const plain = plainRule(rule);
  const shapes = shapesOf(plain);
  const [shape] = shapes;
  const sentence = shapes.map((one) => sentenceFor(plain, one)).find((one) => one !== undefined);
  if (
    sentence === undefined ||
    (context === undefined && !isNativeIstioTable({ name: rule.table }) && !isCertain(plain, shape))
  )
    return undefined;
  const adapted = context === undefined ? sentence : adaptToOwners(sentence, shape, plain, context);
  return adapted === undefined ? undefined : fillSentence(adapted, plain);
}

function sentenceFor({ table, chain }: PlainRule, shape: string): string | undefined {
  for (const sentences of ALL_SENTENCES) {
    const sentence = own(own(sentences, `${table} ${chain}`), shape);
    if (sentence !== undefined) return sentence;
  }
  return undefined;
}

function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Whether the rule alone shows that it is Istio's: by its chain, by where it leads, by the agent's DNS port. */
function isCertain({ chain, effect }: PlainRule, shape: string): boolean {
  return isIstioChain(chain) || (effect.kind === 'jump' && isIstioChain(effect.chain)) || /\bagent\b/.test(shape);
}

/** An exemption of an id that is not the proxy's: for a group one that is excluded from capture, for a user nobody's habit. */
function adaptToOwners(
  sentence: string,
  shape: string,
  { chain, criteria }: PlainRule,
  context: PurposeContext,
): string | undefined {
  if (chain !== 'ISTIO_OUTPUT') return sentence;
  const isProxys = (ids: readonly number[], owners: PlainRule['criteria']['users']): boolean =>
    owners.every(({ value }) => ids.includes(value.min) && value.min === value.max);
  if (shape === 'user > RETURN' && !isProxys(context.uids, criteria.users)) return undefined;
  if (shape === 'group > RETURN' && !isProxys(context.gids, criteria.groups))
    return 'traffic that group {group} sends is not captured: an excluded group';
  return sentence;
}
