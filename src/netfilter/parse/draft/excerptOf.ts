import { HOOKS } from '../../model/Hook.js';
import type { Incompleteness } from '../../model/Table.js';
import { builtinChain } from '../../model/builtinChain.js';
import type { TableDraft } from './TableDraft.js';

/** Whether a listing leaves out built-in chains, or does not tell which table it shows. Old kernels have no INPUT in nat. */
export function excerptOf(table: TableDraft, name: string, source: string): Incompleteness | undefined {
  if (table.whole) return undefined;
  if (name === 'unknown')
    return { kind: 'excerpt', why: `${source}:${table.line} does not tell which table its chains belong to` };
  const missing = HOOKS.filter(
    (hook) =>
      builtinChain(name, hook, 'unknown') !== undefined &&
      !(name === 'nat' && hook === 'INPUT') &&
      !(table.chains.get(hook)?.declared ?? false),
  );
  if (missing.length === 0) return undefined;
  return { kind: 'excerpt', why: `${source}:${table.line} does not list ${missing.join(', ')} of the table ${name}` };
}
