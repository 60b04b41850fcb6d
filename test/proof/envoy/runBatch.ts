import { chiSquared } from '../../../src/lab/verify/chiSquared.js';
import type { JsonObject } from '../../../src/text/json/JsonValue.js';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readAccessLog, type LogLine } from './bed/accessLog.js';
import { bootstrapOf } from './bed/bootstrap.js';
import type { EchoServers, Received } from './bed/echoServers.js';
import { Refused, startEnvoy } from './bed/EnvoyProcess.js';
import { sendRequest, type ClientSaw } from './bed/sendRequest.js';
import { checkDump } from './checkDump.js';
import { differences } from './compare.js';
import type { CaseRequest, Configuration, Outcome } from './Configuration.js';
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
}

/** How one batch went: every request of every configuration that Envoy took. */
export interface BatchResult {
  readonly results: readonly CaseResult[];
  /** Configurations that Envoy refused, and what it said. */
  readonly refused: readonly { readonly configuration: Configuration; readonly said: string }[];
  /** What of the dumps is not read as it was given. */
  readonly dumpFaults: readonly string[];
}

const AT_ONCE = 24;

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
  for (const { configuration, request } of differed) {
    const { results } = await runBatch(binary, echo, [{ ...configuration, requests: [request] }]);
    for (const result of results) (result.verdict === 'differed' ? still : unsettled).push(result);
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
    const cases = configurations.flatMap((configuration, at) =>
      configuration.requests.map((request, index) => ({
        configuration,
        request,
        port: ports[at] ?? 0,
        id: `${configuration.seed}-${index}`,
      })),
    );
    const tries = cases.flatMap((one) => Array.from({ length: one.request.repeat ?? 1 }, () => one));
    const saw = await inParallel(tries, async (one) => ({
      one,
      client: await sendRequest(one.port, one.request, one.id),
    }));
    await sleep(150);
    const lines = readAccessLog(log(envoy.folder));
    const predictor = predictorOf(answers, [...echo.http1, ...echo.http2, ...echo.tls]);
    const seen = new Map<(typeof cases)[number], ClientSaw[]>(cases.map((one) => [one, []]));
    for (const { one, client } of saw) seen.get(one)?.push(client);
    const results = cases.map((one): CaseResult => {
      const { configuration, request, port, id } = one;
      const received = echo.take(id);
      const outcomes = (seen.get(one) ?? []).map((client) =>
        outcomeOf(client, lines.get(`${port}/${client.port}`) ?? [], received),
      );
      const [was] = outcomes;
      if (was === undefined) throw new Error('a request was not sent');
      const predicted = predictor.predict(port, request, id);
      const judged = request.repeat === undefined ? judge(predicted, was) : judgeShares(predicted, outcomes);
      return { configuration, request, was, predicted, ...judged };
    });
    return { results, dumpFaults: checkDump(predictor.config, bootstrap(envoy.folder)) };
  } finally {
    await envoy.stop();
  }
}

function outcomeOf(client: ClientSaw, lines: readonly LogLine[], received: readonly Received[]): Outcome {
  const line = lines.find(({ by }) => by === 'http') ?? lines.find(({ by }) => by === 'tcp') ?? lines[0];
  const field = (name: string): string => {
    const value = line?.fields[name] ?? '';
    return value === '-' ? '' : value;
  };
  const [first] = received;
  // What tls_inspector thinks of bytes that are no TLS has the same place in the log, and is worded otherwise.
  const tls = field('downstreamTls').startsWith('TLS_error:|') ? field('downstreamTls') : '';
  // The client of the bed hangs up once it has an upgrade.
  const hungUp = field('details') === 'downstream_remote_disconnect';
  return {
    status: client.status,
    ...(line === undefined
      ? {}
      : {
          chain: field('chain'),
          virtualHost: field('vhost'),
          route: field('route'),
          cluster: field('cluster'),
          host: field('host'),
          ...(hungUp
            ? {}
            : {
                flags: field('flags'),
                details: [field('details'), field('ended'), tls].find((text) => text !== '') ?? '',
              }),
        }),
    ...(client.headers.location === undefined ? {} : { location: client.headers.location }),
    ...(first === undefined ? {} : { upstream: first.request, attempts: String(received.length) }),
  };
}

function judge(predicted: readonly Predicted[], was: Outcome): Pick<CaseResult, 'verdict' | 'why'> {
  const compared = predicted.flatMap((one) => (one.kind === 'outcome' ? [differences(one.outcome, was)] : []));
  if (compared.some((found) => found.length === 0)) return { verdict: 'agreed', why: [] };
  const closedTwice = ['NC', 'UH', 'UO', 'UF,URX'].includes(was.flags ?? '');
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

async function inParallel<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (;;) {
      const index = next++;
      const item = items[index];
      if (item === undefined) return;
      results[index] = await run(item);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** Ports that were free a moment ago. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      });
      return server;
    }),
  );
  const ports = servers.map(portOf);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
