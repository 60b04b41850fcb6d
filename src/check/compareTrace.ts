import type { Step } from '../trace/model/Step.js';
import type { Stage, Trace } from '../trace/model/Trace.js';
import type { CallerSees } from '../trace/model/Verdict.js';
import { compareProxy } from './compareProxy.js';
import { compareRules } from './compareRules.js';
import type { Difference, Expectation } from './Expectation.js';

/** What of a trace is not as expected: the verdict and the hops of the likeliest path, and the outcomes of all. */
export function compareTrace(trace: Trace, expectation: Expectation): readonly Difference[] {
  const { verdict } = trace;
  const found: Difference[] = [];
  const compare = (field: string, expected: string | undefined, got: string): void => {
    if (expected !== undefined && expected !== got) found.push({ field, expected, got });
  };
  if (expectation.verdict !== undefined && !expectation.verdict.includes(verdict.code)) {
    compare(
      'verdict',
      expectation.verdict.join(' or '),
      verdict.unknown === undefined ? verdict.code : `${verdict.code}: ${verdict.unknown}`,
    );
  }
  compare('caller', expectation.caller, callerText(verdict.caller));
  compare('flags', expectation.flags, verdict.flags);
  compare('details', expectation.details, verdict.details);
  if (expectation.unknown !== undefined && verdict.unknown?.includes(expectation.unknown) !== true) {
    compare('unknown', expectation.unknown, verdict.unknown ?? 'nothing');
  }
  if (expectation.outcomes !== undefined)
    compare('outcomes', outcomesText(expectation.outcomes), outcomesText(sharesOf(trace)));
  if (expectation.rules !== undefined) found.push(...compareRules(expectation.rules, stepsOf(trace)));
  for (const [field, stage] of PROXIES) {
    const expected = expectation[field];
    if (expected !== undefined) found.push(...compareProxy(field, expected, stepsOf(trace, stage)));
  }
  return found;
}

const PROXIES: readonly (readonly ['outbound' | 'gateway' | 'inbound', Stage])[] = [
  ['outbound', 'outbound_proxy'],
  ['gateway', 'gateway_proxy'],
  ['inbound', 'inbound_proxy'],
];

function stepsOf({ hops }: Trace, stage?: Stage): readonly Step[] {
  return hops.filter((hop) => stage === undefined || hop.stage === stage).flatMap(({ steps }) => steps);
}

function callerText(caller: CallerSees): string {
  return caller.kind === 'status' ? String(caller.status) : caller.kind;
}

function sharesOf({ outcomes }: Trace): Readonly<Record<string, number>> {
  const shares: Record<string, number> = {};
  for (const { verdict, probability } of outcomes)
    shares[verdict.code] = (shares[verdict.code] ?? 0) + probability * 100;
  return Object.fromEntries(Object.entries(shares).map(([code, share]) => [code, Math.round(share)]));
}

function outcomesText(shares: Readonly<Record<string, number>>): string {
  return Object.entries(shares)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, share]) => `${code} ${share} %`)
    .join(', ');
}
