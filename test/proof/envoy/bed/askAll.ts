import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseRequest, Configuration, Outcome } from '../Configuration.js';
import { readAccessLog, type LogLine } from './accessLog.js';
import type { EchoServers, Received } from './echoServers.js';
import { sendRequest, type ClientSaw } from './sendRequest.js';

/** A request of a batch, and the port that it goes to. */
export interface SentCase {
  readonly configuration: Configuration;
  readonly request: CaseRequest;
  readonly port: number;
  /** Tells it from all others, at the upstreams too. */
  readonly id: string;
}

const AT_ONCE = 24;
/** Until the log is written. */
const LOG_MS = 150;

/** The requests of configurations, whose listeners are at `ports`. */
export function casesOf(configurations: readonly Configuration[], ports: readonly number[]): readonly SentCase[] {
  return configurations.flatMap((configuration, at) =>
    configuration.requests.map((request, index) => ({
      configuration,
      request,
      port: ports[at] ?? 0,
      id: `${configuration.seed}-${index}`,
    })),
  );
}

/** Sends every request as often as it says: what the client saw, the log told and the upstreams got of each time. */
export async function askAll(
  cases: readonly SentCase[],
  echo: EchoServers,
  logFile: string,
): Promise<ReadonlyMap<SentCase, readonly Outcome[]>> {
  const tries = cases.flatMap((one) => Array.from({ length: one.request.repeat ?? 1 }, () => one));
  const saw = await inParallel(tries, async (one) => ({
    one,
    client: await sendRequest(one.port, one.request, one.id),
  }));
  await sleep(LOG_MS);
  const lines = readAccessLog(logFile);
  const clients = new Map<SentCase, ClientSaw[]>(cases.map((one) => [one, []]));
  for (const { one, client } of saw) clients.get(one)?.push(client);
  const outcomes = cases.map((one) => {
    const received = echo.take(one.id);
    const all = (clients.get(one) ?? []).map((client) =>
      outcomeOf(client, lines.get(`${one.port}/${client.port}`) ?? [], received),
    );
    return [one, all] as const;
  });
  return new Map(outcomes);
}

function outcomeOf(client: ClientSaw, lines: readonly LogLine[], received: readonly Received[]): Outcome {
  const line = lines.find(({ by }) => by === 'http') ?? lines.find(({ by }) => by === 'tcp') ?? lines[0];
  const field = (name: string): string => {
    const value = line?.fields[name] ?? '';
    return value === '-' ? '' : value;
  };
  // A mirror of a request goes to an authority of its own.
  const [first, ...more] = received.filter(({ request }) => !/-shadow(?::\d+)?$/.test(request.authority));
  // What tls_inspector thinks of bytes that are no TLS has the same place in the log, and is worded otherwise.
  const failed = field('downstreamTls').startsWith('TLS_error:|') && field('flags') === '';
  const tls = failed ? field('downstreamTls') : '';
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
    ...(first === undefined ? {} : { upstream: first.request, attempts: String(1 + more.length) }),
  };
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
