import type { Negatable } from '../model/Negatable.js';
import type { OptionWords } from './OptionWords.js';

/**
 * Hands an extension its options one by one and remembers whether all were understood: an option that is there twice, cannot
 * be read, is negated where that means nothing, or was never asked for, is not.
 */
export class OptionReader {
  readonly #options = new Map<string, OptionWords>();
  #failed = false;

  /** `family` is that of the rule, so that addresses and ICMP types can be read. */
  constructor(
    options: readonly OptionWords[],
    readonly family: 4 | 6,
  ) {
    for (const option of options) {
      if (this.#options.has(option.name)) this.#failed = true;
      this.#options.set(option.name, option);
    }
  }

  /** An option with one value; `parse` gives `undefined` for what it cannot read. */
  read<T>(name: string, parse: (value: string, family: 4 | 6) => T | undefined): Negatable<T> | undefined {
    const option = this.#take(name);
    if (option === undefined) return undefined;
    const value = parse(option.values[0] ?? '', this.family);
    if (value !== undefined) return { not: option.not, value };
    this.fail();
    return undefined;
  }

  /** Like `read` for an option that cannot be negated. */
  plain<T>(name: string, parse: (value: string, family: 4 | 6) => T | undefined): T | undefined {
    const option = this.read(name, parse);
    if (option?.not) this.#failed = true;
    return option?.value;
  }

  /** An option without value, whether it is there and whether it is negated. */
  flag(name: string): { readonly not: boolean } | undefined {
    const option = this.#take(name);
    return option && { not: option.not };
  }

  /** An option without value that cannot be negated. */
  has(name: string): boolean {
    const flag = this.flag(name);
    if (flag?.not) this.#failed = true;
    return flag !== undefined;
  }

  /** An option with several values. */
  words(name: string): OptionWords | undefined {
    return this.#take(name);
  }

  /** Says that what was read makes no sense. */
  fail(): void {
    this.#failed = true;
  }

  /** Every option was asked for and could be read. */
  get understood(): boolean {
    return !this.#failed && this.#options.size === 0;
  }

  #take(name: string): OptionWords | undefined {
    const option = this.#options.get(name);
    this.#options.delete(name);
    return option;
  }
}
