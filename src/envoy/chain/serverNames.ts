import type { ChainLevel } from './ChainLevel.js';
import { firstKey } from './firstKey.js';

/**
 * Level 3, `server_names`: the SNI itself, else the longest `*.suffix`, else the chains without names. Compared in lower
 * case; a wildcard stands for one or more leading labels, and for no empty ones.
 */
export const serverNames: ChainLevel = {
  field: 'server_names',
  choose: (matches, { serverName }) => firstKey(matches, keysOf(serverName), serverNames.has),
  has: ({ serverNames: names }, key) => (key === '' ? names.length === 0 : names.includes(key)),
  expected: ({ serverNames: names }) => (names.length === 0 ? 'any' : names.join(', ')),
  got: ({ serverName }) => (serverName === '' ? 'no SNI' : serverName),
};

function* keysOf(serverName: string): Generator<string> {
  if (serverName !== '') {
    yield serverName;
    const last = serverName.length - 1;
    for (let dot = serverName.indexOf('.', 1); dot >= 0 && dot < last; dot = serverName.indexOf('.', dot + 1)) {
      yield `*${serverName.slice(dot)}`;
    }
  }
  yield '';
}
