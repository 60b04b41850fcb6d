import type { Trace } from '../model/Trace.js';
import { aroundProxy } from './aroundProxy.js';
import { blackHole } from './blackHole.js';
import { clusterNotFound } from './clusterNotFound.js';
import { deniedByPolicy } from './deniedByPolicy.js';
import { endingOf, type SuggestRule } from './Ending.js';
import { filterChainNotFound } from './filterChainNotFound.js';
import { injectedFault } from './injectedFault.js';
import { leavesMesh } from './leavesMesh.js';
import { loop } from './loop.js';
import { missingEvidence } from './missingEvidence.js';
import { noHealthyHost } from './noHealthyHost.js';
import { opaqueCode } from './opaqueCode.js';
import { redirected } from './redirected.js';
import { refusedByApp } from './refusedByApp.js';
import { routeNotFound } from './routeNotFound.js';
import { stoppedByRule } from './stoppedByRule.js';
import { unresolvedName } from './unresolvedName.js';

/** More than three things to try would be none. */
const MOST = 3;

/** What is not known comes first; the others exclude each other but for what is likely once it is. */
const RULES: readonly SuggestRule[] = [
  opaqueCode,
  missingEvidence,
  deniedByPolicy,
  filterChainNotFound,
  routeNotFound,
  clusterNotFound,
  blackHole,
  noHealthyHost,
  injectedFault,
  redirected,
  aroundProxy,
  leavesMesh,
  loop,
  stoppedByRule,
  refusedByApp,
  unresolvedName,
];

/** At most three things to try, most to the point first; none for a request that is delivered. Raw text, not escaped. */
export function suggest(trace: Trace): readonly string[] {
  const ending = endingOf(trace);
  return ending === undefined ? [] : RULES.flatMap((rule) => rule(ending)).slice(0, MOST);
}
