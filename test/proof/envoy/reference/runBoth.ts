import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../../../src/text/json/JsonValue.js';
import { startReference } from '../../../proxy/dataplane/support/startReference.js';
import { askAll, casesOf } from '../bed/askAll.js';
import { bootstrapOf } from '../bed/bootstrap.js';
import type { EchoServers } from '../bed/echoServers.js';
import { freePorts } from '../bed/freePorts.js';
import type { CaseRequest, Configuration, Outcome } from '../Configuration.js';
import { runBatch } from '../runBatch.js';
import { judge } from './judge.js';
import { refusalsOf } from './refusalsOf.js';

/** How both answered one request. */
export interface BothResult {
  readonly configuration: Configuration;
  readonly request: CaseRequest;
  /** Empty: they agree. */
  readonly why: readonly string[];
  readonly envoy: Outcome;
  readonly reference: Outcome;
}

/** How some configurations went. */
export interface BothResults {
  readonly results: readonly BothResult[];
  /** Configurations that the reference proxy does not take, and what of them. */
  readonly refused: readonly { readonly configuration: Configuration; readonly reasons: readonly string[] }[];
}

/** Runs configurations in an Envoy, then in the reference proxy, and compares; each request is sent once. */
export async function runBoth(
  binary: string,
  echo: EchoServers,
  configurations: readonly Configuration[],
): Promise<BothResults> {
  const once = configurations.map(sentOnce);
  const checked = await Promise.all(
    once.map(async (configuration) => ({
      configuration,
      reasons: await refusalsOf(bootstrapFor([configuration], [1], echo, '/dev/null')),
    })),
  );
  const refused = checked.filter(({ reasons }) => reasons.length > 0);
  const taken = checked.flatMap(({ configuration, reasons }) => (reasons.length === 0 ? [configuration] : []));
  if (taken.length === 0) return { results: [], refused };
  const { results: ofEnvoy } = await runBatch(binary, echo, taken);
  const ofReference = await askReference(echo, taken);
  const results = ofEnvoy.flatMap(({ configuration, request, was, predicted }): BothResult[] => {
    const reference = ofReference.get(request);
    if (reference === undefined) return [];
    return [{ configuration, request, envoy: was, reference, why: judge(predicted, was, reference) }];
  });
  return { results, refused };
}

/** Differences once more, each alone: what is none then hung on the load of the machine, or on chance. */
export async function settleBoth(
  binary: string,
  echo: EchoServers,
  differed: readonly BothResult[],
): Promise<readonly BothResult[]> {
  const still: BothResult[] = [];
  for (const { configuration, request } of differed) {
    const { results } = await runBoth(binary, echo, [{ ...configuration, requests: [request] }]);
    still.push(...results.filter(({ why }) => why.length > 0));
  }
  return still;
}

async function askReference(
  echo: EchoServers,
  configurations: readonly Configuration[],
): Promise<ReadonlyMap<CaseRequest, Outcome>> {
  const folder = mkdtempSync(join(tmpdir(), 'hopctl-reference-'));
  const log = join(folder, 'access.log');
  const ports = await freePorts(configurations.length);
  const proxy = await startReference(bootstrapFor(configurations, ports, echo, log));
  try {
    const seen = await askAll(casesOf(configurations, ports), echo, log);
    return new Map([...seen].flatMap(([{ request }, [was]]) => (was === undefined ? [] : [[request, was] as const])));
  } finally {
    await proxy.close();
    rmSync(folder, { recursive: true });
  }
}

/** As Envoy's, but that the log names virtual hosts themselves: the proxy reads no metadata of theirs. */
function bootstrapFor(
  configurations: readonly Configuration[],
  ports: readonly number[],
  echo: EchoServers,
  log: string,
): JsonObject {
  const text = JSON.stringify(bootstrapOf(configurations, ports, echo, log));
  return JSON.parse(text.replaceAll('%METADATA(VIRTUAL_HOST:proof:name)%', '%VIRTUAL_HOST_NAME%')) as JsonObject;
}

function sentOnce(configuration: Configuration): Configuration {
  return { ...configuration, requests: configuration.requests.map(({ repeat: _, ...request }) => request) };
}
