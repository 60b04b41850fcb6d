import type { Path, Trace } from '../../trace/model/Trace.js';
import type { RequestReport } from '../request/RequestReport.js';
import { comparePath, type PathComparison } from './comparePath.js';
import type { RulesByPlace } from './nameQueryRules.js';
import { testForks } from './testForks.js';
import type { Frequency } from './chiSquared.js';
import type { Claim } from './Claim.js';
import type { ForkTest, Verification } from './Verification.js';

/**
 * Holds a trace against what requests of the same words really did. Each has to agree with one of the followed paths in every step;
 * where a path that is not known to its end could be the one, it abstains; over several requests the frequencies of the paths have to
 * be those of the forks. The first request that differs decides.
 *
 * @param reports at least one
 * @param background rules that count packets whatever is requested
 */
export function compareTrace(
  trace: Trace,
  reports: readonly RequestReport[],
  background: RulesByPlace = new Map(),
): Verification {
  const taken: (readonly Path[])[] = [];
  let last: PathComparison | undefined;
  for (const report of reports) {
    const nowhere = assumedName(trace, report);
    if (nowhere !== undefined) return { kind: 'abstention', trace, report, unknown: nowhere };
    const all = trace.paths.map((path) => comparePath(path, trace.request, report, background));
    const agreeing = all.filter(({ difference }) => difference === undefined);
    const [first] = agreeing;
    const undecided = (first === undefined ? all : agreeing).find(({ path }) => path.verdict.code === 'INDETERMINATE');
    if (undecided !== undefined)
      return {
        kind: 'abstention',
        trace,
        report,
        unknown: undecided.path.verdict.unknown ?? undecided.path.verdict.sentence,
      };
    if (first === undefined) return differs(trace, report, all);
    taken.push(agreeing.map(({ path }) => path));
    last = first;
  }
  const report = reports.at(-1);
  if (report === undefined || last === undefined) throw new Error('there is nothing to compare');
  const forks = reports.length > 1 && trace.paths.length > 1 ? testForks(trace.paths, taken) : undefined;
  const base = { trace, report, path: last.path, held: last.held, ...(forks === undefined ? {} : { forks }) };
  if (forks === undefined || forks.chiSquared.agrees) return { kind: 'agreement', ...base };
  return { kind: 'disagreement', ...base, difference: frequenciesOf(forks) };
}

/** A name whose address the trace takes for granted, and that means nothing in the lab. */
function assumedName({ assumptions, request }: Trace, { caller }: RequestReport): string | undefined {
  if (caller.kind !== 'unresolved' || !assumptions.some(({ kind }) => kind === 'dns')) return undefined;
  return `the address of ${request.host}`;
}

function frequenciesOf({ requests, branches }: ForkTest): Claim {
  const told = (of: (branch: Frequency) => number): string =>
    branches.map((branch) => `${branch.label} ${Math.round(of(branch))}`).join(', ');
  return {
    step: `frequencies of ${requests} requests`,
    predicted: told(({ probability }) => probability * requests),
    observed: told(({ seen }) => seen),
    agrees: false,
  };
}

/** The path that agrees for longest is the one that the request is taken to be on. */
function differs(trace: Trace, report: RequestReport, all: readonly PathComparison[]): Verification {
  const nearest = all.toSorted((a, b) => b.held.length - a.held.length)[0];
  if (nearest?.difference === undefined) throw new Error('a path that differs has a difference');
  const { path, held, difference } = nearest;
  return { kind: 'disagreement', trace, report, path, held, difference };
}
