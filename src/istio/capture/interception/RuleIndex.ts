import type { PlainEntry } from '../plain/plainRulesOf.js';
import type { PlainRule } from '../plain/plainRule.js';
import { ruleShape } from '../purpose/ruleShape.js';

/** The rules of a rule set by chain, to be asked by shape. */
export class RuleIndex {
  readonly #rules = new Map<string, { readonly plain: PlainRule; readonly shape: string }[]>();

  constructor(entries: readonly Pick<PlainEntry, 'plain'>[]) {
    for (const { plain } of entries) {
      const key = `${plain.table} ${plain.chain}`;
      const known = this.#rules.get(key);
      const rule = { plain, shape: ruleShape(plain) };
      if (known) known.push(rule);
      else this.#rules.set(key, [rule]);
    }
  }

  /** The rules of `TABLE CHAIN` whose shape matches, in order. */
  find(chain: string, shape: RegExp): readonly PlainRule[] {
    return (this.#rules.get(chain) ?? []).filter((rule) => shape.test(rule.shape)).map(({ plain }) => plain);
  }

  has(chain: string, shape: RegExp): boolean {
    return this.find(chain, shape).length > 0;
  }
}
