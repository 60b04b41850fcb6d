import type { RuleSet } from '../model/RuleSet.js';
import { CommandLines } from './CommandLines.js';
import { buildRuleSet } from './draft/buildRuleSet.js';
import type { ChainDraft, TableDraft } from './draft/TableDraft.js';
import { isRowStart, parseListColumns, type ListColumns } from './list/isRowStart.js';
import { parseCount, parseListRow } from './list/ListRow.js';
import { rowWords } from './list/rowWords.js';
import type { ParseOptions } from './ParseOptions.js';
import { readRemark } from './readRemark.js';

const COUNT = String.raw`\d+[KMGT]?`;
const CHAIN = new RegExp(
  String.raw`^Chain (\S+) \((?:policy (\w+)(?: (${COUNT}) packets, (${COUNT}) bytes)?|\d+ references)\)`,
);

/**
 * Reads what `iptables -L` prints, best with `-n -v`: what the listing does not show (interfaces without `-v`, names of hosts and
 * services without `-n`, options of a target that it leaves out) becomes an `unsupported` match or target. Lines that were wrapped
 * are put together again.
 */
export function parseList(text: string, source: string, options: ParseOptions = {}): readonly RuleSet[] {
  const lines = text.split('\n');
  const userChains = new Set(lines.flatMap((line) => /^\s*Chain (\S+) \(\d+ references/.exec(line)?.[1] ?? []));
  const reader = new ListReader(source, (name) => userChains.has(name));
  for (const [i, line] of lines.entries()) reader.read(line.trimEnd(), i + 1);
  reader.flush();
  return reader.commands.drafts.filter((draft) => !draft.empty).map((draft) => buildRuleSet(draft, source, options));
}

class ListReader {
  readonly commands = new CommandLines();
  #table: TableDraft | undefined;
  #chain: ChainDraft | undefined;
  #columns: ListColumns = { numbers: false, counters: false };
  /** The row at hand, as far as it was read. */
  #row: { text: string; readonly line: number } | undefined;

  constructor(
    readonly source: string,
    readonly isChain: (name: string) => boolean,
  ) {}

  read(line: string, number: number): void {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) {
      this.flush();
      if (trimmed.startsWith('#') && !this.#command(trimmed))
        readRemark(this.commands.draft, trimmed, `${this.source}:${number}`);
      return;
    }
    if (this.#command(trimmed)) return;
    const chain = CHAIN.exec(trimmed);
    if (chain) {
      this.#openChain(chain, number);
      return;
    }
    const columns = parseListColumns(line);
    if (columns) {
      this.#columns = columns;
      return;
    }
    // What was wrapped off the line of column names.
    if (this.#chain === undefined || /^(?:prot|opt|in|out|source|destination|\s)+$/.test(trimmed)) return;
    this.#readRow(line, number);
  }

  #command(line: string): boolean {
    if (!this.commands.read(line)) return false;
    this.flush();
    this.#table = undefined;
    this.#chain = undefined;
    return true;
  }

  #openChain([, name = '', policy, packets, bytes]: RegExpExecArray, line: number): void {
    this.flush();
    const again = this.#table?.chains.has(name) ?? true;
    if (this.#table === undefined || again) this.#table = this.commands.draft.open(this.commands.table, line, false);
    const chain = this.#table.chain(name);
    chain.declared = true;
    chain.policy = policy ?? '-';
    if (packets !== undefined && bytes !== undefined)
      chain.counters = { packets: parseCount(packets), bytes: parseCount(bytes) };
    this.#chain = chain;
    this.#columns = { numbers: false, counters: false };
  }

  #readRow(line: string, number: number): void {
    const begins = this.#row === undefined || parseListRow(line) !== undefined || isRowStart(line, this.#columns);
    if (this.#row && !begins) {
      this.#row.text += ` ${line.trim()}`;
      return;
    }
    this.flush();
    this.#row = { text: line, line: number };
  }

  /** Takes the row at hand as whole. */
  flush(): void {
    const [pending, chain, table] = [this.#row, this.#chain, this.#table];
    this.#row = undefined;
    if (pending === undefined || chain === undefined) return;
    const row = parseListRow(pending.text);
    const where = `${this.source}:${pending.line}`;
    if (row === undefined) {
      table?.miss('truncated', `${where} could not be read as a line of iptables -L`);
      return;
    }
    if (row.number !== undefined && row.number !== chain.rules.length + 1) {
      table?.miss('excerpt', `${where}: rule ${row.number} of chain ${chain.name} is listed without those before it`);
    }
    const { words, lost } = rowWords(row, this.isChain);
    const { counters, number } = row;
    chain.rules.push({
      words,
      lost,
      text: pending.text.trim(),
      line: pending.line,
      ...(counters && { counters }),
      ...(number !== undefined && { number }),
    });
  }
}
