import type { LoadedRules, Loader } from '../contract.js';

/** A chain as text: what can be left out of it one by one. */
export interface ChainDraft {
  readonly name: string;
  /** Of base chains: `ACCEPT`, `DROP`. */
  readonly policy?: 'ACCEPT' | 'DROP';
  /** Of native base chains: `type filter hook output priority 0`. */
  readonly hook?: string;
  /** Without `-A CHAIN`. */
  readonly rules: readonly string[];
}

export interface TableDraft {
  /** Of native tables: `ip`, `ip6`, `inet`. */
  readonly family?: 'ip' | 'ip6' | 'inet';
  readonly name: string;
  readonly chains: readonly ChainDraft[];
}

/** A rule set that can be made smaller. */
export interface RuleSetDraft {
  readonly loader: Loader;
  readonly family: 4 | 6;
  readonly tables: readonly TableDraft[];
  /** The rules as they are, instead of tables. */
  readonly text?: string;
}

/** As iptables-restore or `nft -f` read it. */
export function renderDraft(draft: RuleSetDraft): LoadedRules {
  const { loader, family, tables } = draft;
  if (draft.text !== undefined) return { loader, family, text: draft.text };
  return { loader, family, text: tables.map(loader === 'native' ? nativeTable : iptablesTable).join('') };
}

function iptablesTable({ name, chains }: TableDraft): string {
  const heads = chains.map((chain) => `:${chain.name} ${chain.policy ?? '-'} [0:0]`);
  const rules = chains.flatMap((chain) => chain.rules.map((rule) => `-A ${chain.name} ${rule}`.trimEnd()));
  return [`*${name}`, ...heads, ...rules, 'COMMIT', ''].join('\n');
}

function nativeTable({ family = 'inet', name, chains }: TableDraft): string {
  // A chain has to stand before the rules that jump to it.
  const blocks = [...chains]
    .reverse()
    .map((chain) =>
      [
        `\tchain ${chain.name} {`,
        ...(chain.hook === undefined ? [] : [`\t\t${chain.hook}; policy ${(chain.policy ?? 'ACCEPT').toLowerCase()};`]),
        ...chain.rules.map((rule) => `\t\t${rule}`),
        '\t}',
      ].join('\n'),
    );
  return `table ${family} ${name} {\n${blocks.join('\n\n')}\n}\n`;
}
