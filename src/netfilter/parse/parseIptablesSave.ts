import type { RuleSet } from '../model/RuleSet.js';
import { buildRuleSet } from './draft/buildRuleSet.js';
import { RuleSetDraft } from './draft/RuleSetDraft.js';
import type { TableDraft } from './draft/TableDraft.js';
import type { ParseOptions } from './ParseOptions.js';
import { readRuleLine } from './readRuleLine.js';
import { parseHeader, readRemark, type Header } from './readRemark.js';

const CHAIN = /^:(\S+)\s+(\S+)(?:\s+\[(\d+):(\d+)\])?$/;

/**
 * Reads what iptables-save and ip6tables-save print, of one or several families and back ends in one text. A table that does not
 * end in COMMIT, or has a line that cannot be read, is `incomplete`.
 */
export function parseIptablesSave(text: string, source: string, options: ParseOptions = {}): readonly RuleSet[] {
  const reader = new SaveReader(source);
  for (const [i, line] of text.split('\n').entries()) reader.read(line.trim(), i + 1);
  reader.end();
  // A dump without tables says that there are none.
  const drafts = reader.drafts.filter((draft) => !draft.empty || draft.warnings.length > 0);
  return (drafts.length > 0 ? drafts : reader.drafts).map((draft) => buildRuleSet(draft, source, options));
}

class SaveReader {
  readonly drafts: RuleSetDraft[] = [new RuleSetDraft()];
  #header: Header | undefined;
  #table: TableDraft | undefined;

  constructor(readonly source: string) {}

  read(line: string, number: number): void {
    const where = `${this.source}:${number}`;
    if (line === '') return;
    if (line.startsWith('#')) this.#readRemark(line, where);
    else if (line.startsWith('*')) this.#openTable(line.slice(1).trim(), number);
    else if (this.#table === undefined) this.#readOutside(line, where);
    else if (line === 'COMMIT') this.#table = undefined;
    else this.#readInside(this.#table, line, number);
  }

  end(): void {
    this.#table?.miss('truncated', `${this.source} ends inside the table ${this.#table.name ?? ''}: no COMMIT`);
    this.#table = undefined;
  }

  get #draft(): RuleSetDraft {
    const last = this.drafts.at(-1);
    return last ?? this.#begin();
  }

  #begin(): RuleSetDraft {
    const draft = new RuleSetDraft();
    draft.family = this.#header?.family;
    draft.backend = this.#header?.backend ?? 'unknown';
    this.drafts.push(draft);
    return draft;
  }

  #readRemark(line: string, where: string): void {
    const header = parseHeader(line);
    if (header === undefined) {
      readRemark(this.#draft, line, where);
      return;
    }
    const { family, backend, tool } = header;
    const draft = this.#draft;
    const first = this.#header === undefined && draft.tables.length === 0;
    const same = this.#header?.tool === tool && this.#header.backend === backend;
    this.#header = header;
    if (first) {
      draft.family = family;
      if (backend !== 'unknown') draft.backend = backend;
    } else if (!same) this.#begin();
  }

  #openTable(name: string, line: number): void {
    this.#table?.miss('truncated', `${this.source}:${line}: the table before this line does not end in COMMIT`);
    const draft = this.#draft.has(name) ? this.#begin() : this.#draft;
    this.#table = draft.open(name, line, true);
  }

  #readOutside(line: string, where: string): void {
    // Shell prompts, progress of kubectl and the like; only what could be a rule is worth a word.
    if (/^(?:\[\d+:\d+\] )?-[A-Z] |^:\S+ \S+ \[/.test(line))
      this.#draft.warnings.push(`${where} stands outside a table: ignored`);
  }

  #readInside(table: TableDraft, line: string, number: number): void {
    const chain = CHAIN.exec(line);
    if (chain) {
      const [, name = '', policy = '', packets, bytes] = chain;
      const draft = table.chain(name);
      draft.declared = true;
      draft.policy = policy;
      if (packets !== undefined) draft.counters = { packets: Number(packets), bytes: Number(bytes) };
      return;
    }
    const rule = readRuleLine(line, number);
    if (rule) table.chain(rule.chain).rules.push(rule.rule);
    else table.miss('truncated', `${this.source}:${number} could not be read as a line of iptables-save`);
  }
}
