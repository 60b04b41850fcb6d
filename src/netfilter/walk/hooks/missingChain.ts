import { builtinChain } from '../../model/builtinChain.js';
import type { Hook } from '../../model/Hook.js';
import { isOfFamily } from './isOfFamily.js';
import type { TableInForce } from './TableInForce.js';

/**
 * Why it is not known which rules a packet meets at the hook: a table was read in part, and what is missing may hang there.
 * `undefined`: nothing is missing.
 */
export function missingChain(tables: readonly TableInForce[], hook: Hook, family: 4 | 6): string | undefined {
  return tables.find((entry) => isOfFamily(entry.table, family) && mayLack(entry, hook))?.table.incomplete?.why;
}

function mayLack({ table, backend }: TableInForce, hook: Hook): boolean {
  const hangsThere = builtinChain(table.name, hook, backend) !== undefined;
  switch (table.incomplete?.kind) {
    case undefined:
      return false;
    case 'foreign-base-chains':
      return true;
    case 'truncated':
    case 'incompatible':
      return hangsThere;
    case 'excerpt':
      return hangsThere && !table.chains.some(({ name }) => name === hook);
  }
}
