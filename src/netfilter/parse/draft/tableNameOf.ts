import { targetReader } from '../../target/targetModules.js';
import type { TableDraft } from './TableDraft.js';

/** Targets that only one table takes (iptables-extensions(8)). */
const TABLE_OF_TARGET: Readonly<Record<string, string>> = {
  REDIRECT: 'nat',
  DNAT: 'nat',
  SNAT: 'nat',
  MASQUERADE: 'nat',
  TPROXY: 'mangle',
  CT: 'raw',
  NOTRACK: 'raw',
  REJECT: 'filter',
};

/**
 * The table of chains that stand without its name (`iptables -S`, `iptables -L`): told by which built-in chains there are, then by
 * a target that only one table takes. `unknown` when neither tells; INPUT, FORWARD and OUTPUT are `filter`, the table that iptables
 * lists when none is named.
 */
export function tableNameOf(table: TableDraft): string {
  const has = (name: string): boolean => table.chains.get(name)?.declared ?? false;
  if (has('PREROUTING') || has('POSTROUTING')) {
    if (has('FORWARD')) return 'mangle';
    return has('POSTROUTING') ? 'nat' : (byTarget(table) ?? (has('INPUT') ? 'unknown' : 'raw'));
  }
  if (has('FORWARD')) return 'filter';
  return byTarget(table) ?? (has('INPUT') && has('OUTPUT') ? 'filter' : 'unknown');
}

function byTarget(table: TableDraft): string | undefined {
  const names = new Set<string>();
  for (const chain of table.chains.values()) {
    for (const { words } of chain.rules) {
      const target = words[words.findIndex((word) => !word.quoted && word.text === '-j') + 1]?.text ?? '';
      if (targetReader(target) && Object.hasOwn(TABLE_OF_TARGET, target)) names.add(TABLE_OF_TARGET[target] ?? '');
    }
  }
  const [name] = names;
  return names.size === 1 ? name : undefined;
}
