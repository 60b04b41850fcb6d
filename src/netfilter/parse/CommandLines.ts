import { RuleSetDraft } from './draft/RuleSetDraft.js';

const COMMAND = /(?:^|[\s#$/])(ip6?tables)(-legacy|-nft)?(\s.*|$)/;

/**
 * Follows the command lines that people paste above a listing (`$ ip6tables-legacy -t nat -S`): each tells family, back end and
 * table of what comes after it.
 */
export class CommandLines {
  readonly drafts: RuleSetDraft[] = [new RuleSetDraft()];
  /** The table that the last command names; without one, none is known. */
  table: string | undefined;

  get draft(): RuleSetDraft {
    const last = this.drafts.at(-1) ?? new RuleSetDraft();
    if (this.drafts.length === 0) this.drafts.push(last);
    return last;
  }

  /** Whether the line is such a command. */
  read(line: string): boolean {
    const parts = /^-|^Chain |tables present/.test(line) ? null : COMMAND.exec(line);
    if (parts === null) return false;
    const [, tool, variant, rest = ''] = parts;
    if (!/\s(?:-[a-zA-Z]*[LS]|--list)/.test(rest)) return false;
    const family = tool === 'ip6tables' ? 'ip6' : 'ip';
    const backend = variant === '-nft' ? 'nft' : variant === '-legacy' ? 'legacy' : 'unknown';
    this.table = /\s(?:-t\s*|--table[\s=]+)([a-z]+)/.exec(rest)?.[1] ?? 'filter';
    const { draft } = this;
    const other = draft.family !== family || draft.backend !== backend || draft.has(this.table);
    if (other && !draft.empty) this.drafts.push(new RuleSetDraft());
    this.draft.family = family;
    this.draft.backend = backend;
    return true;
  }
}
