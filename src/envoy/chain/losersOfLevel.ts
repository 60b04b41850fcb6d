import type { Criterion } from '../../logic/Criterion.js';
import type { NearMiss } from '../../logic/Decision.js';
import type { InspectedConnection } from '../model/Connection.js';
import type { FilterChain } from '../model/Listener.js';
import type { ChainLevel, ChosenKey } from './ChainLevel.js';
import { chainName } from './chainName.js';

/** The chains that one level drops, each with what it asks for; one that would fit says that a more specific one took its place. */
export function losersOfLevel(
  chains: readonly FilterChain[],
  level: ChainLevel,
  chosen: ChosenKey | undefined,
  connection: InspectedConnection,
  held: number,
): readonly NearMiss[] {
  return chains
    .filter(({ match }) => chosen === undefined || !level.has(match, chosen.key))
    .map((chain) => ({ what: chainName(chain), at: chain.at, failed: failureAt(level, chain, connection), held }));
}

function failureAt(level: ChainLevel, { match }: FilterChain, connection: InspectedConnection): Criterion {
  const fits = level.choose([match], connection) !== undefined;
  const note = fits ? { note: 'a more specific chain took the connection at this level' } : {};
  return { name: level.field, expected: level.expected(match), got: level.got(connection), truth: 'no', ...note };
}
