import type { RuleSet } from '../model/RuleSet.js';
import { splitWords } from '../words/splitWords.js';
import { buildRuleSet } from './draft/buildRuleSet.js';
import type { TableDraft } from './draft/TableDraft.js';
import { CommandLines } from './CommandLines.js';
import type { ParseOptions } from './ParseOptions.js';
import { readRemark } from './readRemark.js';
import { readRuleLine } from './readRuleLine.js';

/**
 * Reads what `iptables -S` prints, with or without `-v`, of one table or of several one after the other. It does not name the
 * table: a command line above it (`# iptables -t nat -S`) does, else see `tableNameOf`. Chains that are met but not introduced
 * make the table an `excerpt`.
 */
export function parseListRules(text: string, source: string, options: ParseOptions = {}): readonly RuleSet[] {
  const commands = new CommandLines();
  let table: TableDraft | undefined;
  let declaring = true;
  const open = (line: number): TableDraft => (table = commands.draft.open(commands.table, line, false));

  for (const [i, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    const number = i + 1;
    if (line === '') continue;
    if (commands.read(line)) {
      table = undefined;
      continue;
    }
    if (line.startsWith('#')) readRemark(commands.draft, line, `${source}:${number}`);
    const introduced = readIntroduction(line);
    if (introduced) {
      // A chain that comes a second time, or a policy after rules, begins another table.
      const again = table?.chains.get(introduced.name)?.declared === true || (!declaring && introduced.policy !== '-');
      if (table === undefined || again) table = open(number);
      declaring = true;
      Object.assign(table.chain(introduced.name), { declared: true, ...introduced });
      continue;
    }
    const rule = readRuleLine(line, number);
    if (rule === undefined) {
      if (/^-[A-Z]\s/.test(line))
        table?.miss('truncated', `${source}:${number} could not be read as a line of iptables -S`);
      continue;
    }
    declaring = false;
    const chain = (table ?? open(number)).chain(rule.chain);
    if (!chain.declared)
      table?.miss('excerpt', `${source}:${number}: chain ${rule.chain} is listed without its introduction`);
    chain.rules.push(rule.rule);
  }
  return commands.drafts.filter((draft) => !draft.empty).map((draft) => buildRuleSet(draft, source, options));
}

/** `-P CHAIN POLICY` or `-N CHAIN`, with `-c packets bytes` behind it or not. */
function readIntroduction(line: string):
  | {
      readonly name: string;
      readonly policy: string;
      readonly counters?: { readonly packets: number; readonly bytes: number };
    }
  | undefined {
  const [verb, name, ...rest] = (splitWords(line) ?? []).map((word) => word.text);
  if (name === undefined || (verb !== '-P' && verb !== '-N')) return undefined;
  const policy = verb === '-P' ? rest.shift() : '-';
  const [option, packets, bytes] = rest;
  if (policy === undefined) return undefined;
  return option === '-c'
    ? { name, policy, counters: { packets: Number(packets), bytes: Number(bytes) } }
    : { name, policy };
}
