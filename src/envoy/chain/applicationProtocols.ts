import type { ChainLevel } from './ChainLevel.js';
import { firstKey } from './firstKey.js';

/**
 * Level 5, `application_protocols`: the client's own list, in its order, and the first that any chain has; else the chains
 * without one. Case-sensitive.
 */
export const applicationProtocols: ChainLevel = {
  field: 'application_protocols',
  choose: (matches, connection) =>
    firstKey(matches, [...connection.applicationProtocols.filter((name) => name !== ''), ''], applicationProtocols.has),
  has: ({ applicationProtocols: names }, key) => (key === '' ? names.length === 0 : names.includes(key)),
  expected: ({ applicationProtocols: names }) => (names.length === 0 ? 'any' : names.join(', ')),
  got: ({ applicationProtocols: names }) => (names.length === 0 ? 'none' : names.join(', ')),
};
