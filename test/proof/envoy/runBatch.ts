import { chiSquared } from '../../../src/lab/verify/chiSquared.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { join } from 'node:path';
import { askAll, casesOf, type SentCase } from './bed/askAll.js';
import { bootstrapOf } from './bed/bootstrap.js';
import type { EchoServers } from './bed/echoServers.js';
import { Refused, startEnvoy } from './bed/EnvoyProcess.js';
import { freePorts } from './bed/freePorts.js';
import { checkDump } from './checkDump.js';
import { differences } from './compare.js';
import type { CaseRequest, Configuration, Outcome } from './Configuration.js';
import type { Feature } from './reach/Feature.js';
import { deriveCases } from './derive/deriveCases.js';
import type { Derived } from './derive/Derived.js';
import { predictorOf, type Predicted } from './predict.js';

/** How one request went. */
export interface CaseResult {
  readonly configuration: Configuration;
  readonly request: CaseRequest;
  readonly verdict: 'agreed' | 'differed' | 'abstained';
  /** Abstained: why. Differed: in what, from the nearest branch. */
  readonly why: readonly string[];
  readonly was: Outcome;
  readonly predicted: readonly Predicted[];
  /** What of the model the likeliest path met. */
  readonly features: readonly Feature[];
  /** Made of another request, for what the model says about that one. */
  readonly derived?: { readonly kind: Derived['kind']; readonly of: CaseRequest };
}

/** How one batch went: every request of every configuration that Envoy took. */
export interface BatchResult {
  readonly results: readonly CaseResult[];
  /** Configurations that Envoy refused, and what it said. */
  readonly refused: readonly { readonly configuration: Configuration; readonly said: string }[];
  /** What of the dumps is not read as it was given. */
  readonly dumpFaults: readonly string[];
}

/** Runs configurations in one Envoy, or where it refuses one of them in several. */
export async function runBatch(
  binary: string,
  echo: EchoServers,
  configurations: readonly Configuration[],
): Promise<BatchResult> {
  if (configurations.length === 0) return { results: [], refused: [], dumpFaults: [] };
  try {
    return { ...(await runTogether(binary, echo, configurations)), refused: [] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const [only] = configurations;
    if (configurations.length === 1 && only !== undefined)
      return { results: [], refused: [{ configuration: only, said: error.message }], dumpFaults: [] };
    const half = Math.ceil(configurations.length / 2);
    const first = await runBatch(binary, echo, configurations.slice(0, half));
    const second = await runBatch(binary, echo, configurations.slice(half));
    return {
      results: [...first.results, ...second.results],
      refused: [...first.refused, ...second.refused],
      dumpFaults: [...first.dumpFaults, ...second.dumpFaults],
    };
  }
}

/** Disagreements once more, each alone: what is none then hung on the load of the machine. */
export async function settle(
  binary: string,
  echo: EchoServers,
  differed: readonly CaseResult[],
): Promise<{ readonly differed: readonly CaseResult[]; readonly unsettled: readonly CaseResult[] }> {
  const still: CaseResult[] = [];
  const unsettled: CaseResult[] = [];
  for (const one of differed) {
    const { configuration, request, derived } = one;
    // Of two alike both kinds are made.
    const requests = derived === undefined ? [request] : [derived.of, derived.of];
    const { results } = await runBatch(binary, echo, [{ ...configuration, requests }]);
    const again = results.find((result) => result.derived?.kind === derived?.kind) ?? one;
    (again.verdict === 'differed' ? still : unsettled).push(again);
  }
  return { differed: still, unsettled };
}

async function runTogether(
  binary: string,
  echo: EchoServers,
  configurations: readonly Configuration[],
): Promise<Omit<BatchResult, 'refused'>> {
  const ports = await freePorts(configurations.length);
  const log = (folder: string): string => join(folder, 'access.log');
  const bootstrap = (folder: string): JsonObject => bootstrapOf(configurations, ports, echo, log(folder));
  const envoy = await startEnvoy(binary, bootstrap);
  try {
    const answers = {
      configDump: await envoy.admin('/config_dump?include_eds'),
      clusters: await envoy.admin('/clusters?format=json'),
      serverInfo: await envoy.admin('/server_info'),
    };
    const predictor = predictorOf(answers, [...echo.http1, ...echo.http2, ...echo.tls]);
    const cases = casesOf(configurations, ports);
    const walks = new Map(cases.map((one) => [one, predictor.walk(one.port, one.request, one.id)]));
    const derived = deriveCases(predictor, walks);
    const seen = await askAll([...cases, ...derived.map(({ sent }) => sent)], echo, log(envoy.folder));
    const resultOf = (one: SentCase): CaseResult => {
      const { configuration, request, port, id } = one;
      const outcomes = seen.get(one) ?? [];
      const [was] = outcomes;
      if (was === undefined) throw new Error('a request was not sent');
      const walked = walks.get(one) ?? predictor.walk(port, request, id);
      const predicted = predictor.ends(port, request, walked);
      const features = predictor.features(walked);
      const judged = request.repeat === undefined ? judge(predicted, was) : judgeShares(predicted, outcomes);
      return { configuration, request, was, predicted, features, ...judged };
    };
    const own = new Map(cases.map((one) => [one, resultOf(one)]));
    const made = derived.map((one): CaseResult => {
      const result = { ...resultOf(one.sent), derived: { kind: one.kind, of: one.of.request } };
      const original = own.get(one.of);
      // What is said of a request that is not agreed upon proves nothing.
      if (result.verdict !== 'agreed' || original?.verdict !== 'agreed') return result;
      // What the model says nothing about may hang on time.
      const faults = one.faults(said(result, result.was), said(original, original.was));
      return faults.length === 0 ? result : { ...result, verdict: 'differed', why: faults };
    });
    return { results: [...own.values(), ...made], dumpFaults: checkDump(predictor.config, bootstrap(envoy.folder)) };
  } finally {
    await envoy.stop();
  }
}

function judge(predicted: readonly Predicted[], was: Outcome): Pick<CaseResult, 'verdict' | 'why'> {
  const compared = predicted.flatMap((one) => (one.kind === 'outcome' ? [differences(one.outcome, was)] : []));
  if (compared.some((found) => found.length === 0)) return { verdict: 'agreed', why: [] };
  // Whether bytes or the refusal of a server come first is a matter of time.
  const closedTwice = was.flags === 'UF,URX';
  if (
    closedTwice &&
    predicted.some(
      (one) =>
        one.kind === 'outcome' && one.outcome.status === 'closed' && one.outcome.details?.startsWith('rbac_') === true,
    )
  )
    return { verdict: 'abstained', why: ['two reasons at once to end a connection'] };
  const unknown = predicted.find((one) => one.kind === 'unknown');
  if (unknown?.kind === 'unknown') return { verdict: 'abstained', why: [unknown.why] };
  const nearest = compared.toSorted((a, b) => a.length - b.length)[0] ?? ['nothing was predicted'];
  return { verdict: 'differed', why: nearest };
}

/** What of an outcome is predicted at all. */
function said({ predicted }: CaseResult, was: Outcome): Outcome {
  const [first] = predicted;
  const names = first?.kind === 'outcome' ? Object.keys(first.outcome) : [];
  return Object.fromEntries(Object.entries(was).filter(([name]) => names.includes(name)));
}

/** Every outcome is of some branch, and branches are as frequent as they are likely. */
function judgeShares(
  predicted: readonly Predicted[],
  outcomes: readonly Outcome[],
): Pick<CaseResult, 'verdict' | 'why'> {
  const branches = new Map<string, { readonly outcome: Outcome; probability: number; seen: number }>();
  for (const one of predicted) {
    if (one.kind === 'unknown') return { verdict: 'abstained', why: [one.why] };
    const { attempts: _, ...rest } = one.outcome;
    const outcome = { ...rest, upstream: 'any' as const };
    const key = JSON.stringify(outcome);
    const known = branches.get(key);
    if (known === undefined) branches.set(key, { outcome, probability: one.probability, seen: 0 });
    else known.probability += one.probability;
  }
  const all = [...branches.values()];
  for (const was of outcomes) {
    const branch = all.find(({ outcome }) => differences(outcome, was).length === 0);
    if (branch === undefined) return judge(predicted, { ...was, upstream: 'any' });
    branch.seen += 1;
  }
  const frequencies = all.map(({ probability, seen }) => ({ label: '', probability, seen }));
  if (chiSquared(frequencies).agrees) return { verdict: 'agreed', why: [] };
  const lines = all.map(
    ({ outcome, probability, seen }) =>
      `${outcome.host ?? outcome.cluster ?? ''} ${outcome.status ?? ''} ${outcome.flags ?? ''}: ${(100 * probability).toFixed(1)} % predicted, ${((100 * seen) / outcomes.length).toFixed(1)} % seen`,
  );
  return { verdict: 'differed', why: lines };
}
