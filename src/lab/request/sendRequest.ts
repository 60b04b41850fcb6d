import { Socket } from 'node:net';
import { formatSocketAddress } from '../../net/SocketAddress.js';
import type { Libc } from '../../proxy/sys/Libc.js';
import type { TraceRequest } from '../../trace/model/TraceRequest.js';
import type { World } from '../../trace/world/World.js';
import type { LabPodState, LabState } from '../model/LabState.js';
import type { CallerSaw } from './CallerSaw.js';
import { connectFrom } from './connectFrom.js';
import type { Dial } from './Dial.js';
import { dialOf, type DialOptions } from './dialOf.js';
import { LabLogs } from './LabLogs.js';
import { placesOf, placesWithRules, readCounters, type CounterTexts } from './readCounters.js';
import type { PlaceReport, RequestReport } from './RequestReport.js';
import { resolveDestination } from './resolveDestination.js';
import { rulesTaken } from './rulesTaken.js';
import { fateOf } from './speak/fateOf.js';
import { speak } from './speak/speak.js';
import { untilConnected } from './untilConnected.js';

/** A lab that runs, what is known of it, and the libc to open sockets with. */
export interface RunningLab {
  readonly state: LabState;
  readonly world: World;
  readonly libc: Libc;
}

/** What came of a request, and the counters afterwards: those before the next one, if nothing else happens in the lab. */
export interface SentRequest {
  readonly report: RequestReport;
  readonly counters: CounterTexts;
}

/**
 * Makes a request from inside of a pod of a running lab, and reports the way that it took: rules by their counters, proxies by their
 * access logs, applications by what they received. Whatever else goes through the lab meanwhile is counted, too: ask one thing at a time.
 *
 * @param known the counters now, where they are known already
 */
export async function sendRequest(
  { state, world, libc }: RunningLab,
  pod: LabPodState,
  request: TraceRequest,
  options: DialOptions,
  known?: CounterTexts,
): Promise<SentRequest> {
  const to = resolveDestination(world, request);
  const dial = to === undefined ? undefined : dialOf(pod, request, to, options);
  const places = placesOf(state);
  const logs = await LabLogs.mark(state);
  const before = known ?? (await readCounters(places));
  const start = performance.now();
  const startedAt = Date.now();
  const caller = dial === undefined ? UNRESOLVED : await make(libc, pod, dial);
  const tookMs = performance.now() - start;
  await logs.untilQuiet();
  const after = new Map([...before, ...(await readCounters(placesWithRules(places, before)))]);
  const from = `${pod.namespace}/${pod.name}`;
  const counted = places
    .map(({ where }): PlaceReport => ({ where, rules: rulesTaken(before.get(where) ?? '', after.get(where) ?? '') }))
    .filter(({ rules }) => rules.length > 0)
    .toSorted((a, b) => Number(b.where === from) - Number(a.where === from));
  const report: RequestReport = {
    from,
    url: request.url,
    uid: dial?.uid ?? 0,
    gid: dial?.gid ?? 0,
    dialled: to === undefined ? '' : formatSocketAddress(to),
    caller,
    tookMs: Math.round(tookMs),
    places: counted,
    ...(await logs.since(startedAt)),
  };
  return { report, counters: after };
}

const UNRESOLVED: CallerSaw = { kind: 'unresolved', error: '' };

async function make(libc: Libc, { netns }: LabPodState, dial: Dial): Promise<CallerSaw> {
  let fd: number | undefined;
  try {
    fd = connectFrom(libc, netns, dial);
    if (!(await untilConnected(libc, fd, dial.timeoutMs))) return { kind: 'timeout', error: '' };
    const socket = new Socket({ fd, readable: true, writable: true });
    fd = undefined;
    return await speak(socket, dial);
  } catch (error) {
    return fateOf(error);
  } finally {
    if (fd !== undefined) libc.close(fd);
  }
}
