import type { ChainLevel } from './ChainLevel.js';
import { firstKey } from './firstKey.js';

/** Level 9, `source_ports`: the remote port, else the chains without ports. */
export const sourcePorts: ChainLevel = {
  field: 'source_ports',
  choose: (matches, { source }) => firstKey(matches, [String(source.port), ''], sourcePorts.has),
  has: ({ sourcePorts: ports }, key) => (key === '' ? ports.length === 0 : ports.includes(Number(key))),
  expected: ({ sourcePorts: ports }) => (ports.length === 0 ? 'any' : ports.join(', ')),
  got: ({ source }) => String(source.port),
};
