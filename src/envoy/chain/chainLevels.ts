import { applicationProtocols } from './applicationProtocols.js';
import type { ChainLevel } from './ChainLevel.js';
import { destinationPort } from './destinationPort.js';
import { directSourcePrefixRanges } from './directSourcePrefixRanges.js';
import { prefixRanges } from './prefixRanges.js';
import { serverNames } from './serverNames.js';
import { sourcePorts } from './sourcePorts.js';
import { sourcePrefixRanges } from './sourcePrefixRanges.js';
import { sourceType } from './sourceType.js';
import { transportProtocol } from './transportProtocol.js';

/** The nine levels in the order in which Envoy nests its maps (filter_chain_manager_impl.cc `findFilterChain`). */
export const chainLevels: readonly ChainLevel[] = [
  destinationPort,
  prefixRanges,
  serverNames,
  transportProtocol,
  applicationProtocols,
  directSourcePrefixRanges,
  sourceType,
  sourcePrefixRanges,
  sourcePorts,
];
