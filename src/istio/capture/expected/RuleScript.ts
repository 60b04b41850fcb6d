import { HOOKS } from '../../../netfilter/model/Hook.js';
import { builtinChain } from '../../../netfilter/model/builtinChain.js';

type TableName = 'mangle' | 'raw' | 'nat' | 'filter';

const TABLES: readonly TableName[] = ['mangle', 'raw', 'nat', 'filter'];

/** Rules in the order in which a program adds them, and what iptables-save prints when it is done. */
export class RuleScript {
  readonly #chains = new Map<string, string[]>();

  append(table: TableName, chain: string, ...rules: readonly string[]): void {
    this.#rules(table, chain).push(...rules);
  }

  /** `position` counts from 1. */
  insert(table: TableName, chain: string, position: number, rule: string): void {
    this.#rules(table, chain).splice(position - 1, 0, rule);
  }

  /** The text of iptables-save; a table without rules is left out. */
  print(): string {
    return TABLES.map((table) => this.#printTable(table)).join('');
  }

  #rules(table: TableName, chain: string): string[] {
    const key = `${table} ${chain}`;
    const known = this.#chains.get(key);
    if (known) return known;
    const made: string[] = [];
    this.#chains.set(key, made);
    return made;
  }

  #printTable(table: TableName): string {
    const builtin = HOOKS.filter((hook) => builtinChain(table, hook, 'nft') !== undefined).map(String);
    const used = [...this.#chains.keys()].flatMap((key) =>
      key.startsWith(`${table} `) ? [key.slice(table.length + 1)] : [],
    );
    const own = used.filter((chain) => !builtin.includes(chain)).sort((a, b) => (a < b ? -1 : 1));
    if (used.length === 0) return '';
    const chains = [...builtin, ...own];
    return [
      `*${table}`,
      ...chains.map((chain) => `:${chain} ${builtin.includes(chain) ? 'ACCEPT' : '-'} [0:0]`),
      ...chains.flatMap((chain) => this.#rules(table, chain).map((rule) => `-A ${chain} ${rule}`)),
      'COMMIT\n',
    ].join('\n');
  }
}
