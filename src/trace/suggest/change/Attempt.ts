import type { RequestContext } from '../../../envoy/model/RequestContext.js';
import type { Truth } from '../../../logic/Truth.js';
import { parseIp } from '../../../net/IpAddress.js';
import type { Change } from './Change.js';
import { changeHttp } from './changeHttp.js';

/** What a matcher sees after some changes. */
export interface Attempt {
  readonly context: RequestContext;
  readonly changes: readonly Change[];
}

/** The attempt with one more change, in place of an earlier one of the same thing. */
function changing(attempt: Attempt, change: Change): Attempt {
  const others = attempt.changes.filter((earlier) => thingOf(earlier) !== thingOf(change));
  return { context: contextWith(attempt.context, change), changes: [...others, change] };
}

/** The first of the proposals after which the condition has the wanted truth; the attempt as it is where it has it already. */
export function firstThat(
  attempt: Attempt,
  proposals: readonly Change[],
  truthOf: (context: RequestContext) => Truth,
  wanted: Truth,
): Attempt | undefined {
  if (truthOf(attempt.context) === wanted) return attempt;
  return proposals.map((change) => changing(attempt, change)).find(({ context }) => truthOf(context) === wanted);
}

/** The attempt with the fewest changes; ties go to the first. */
export function smallest<T extends { readonly changes: readonly Change[] }>(
  attempts: readonly (T | undefined)[],
): T | undefined {
  const made = attempts.filter((one): one is T => one !== undefined);
  return made.toSorted((a, b) => a.changes.length - b.changes.length)[0];
}

function thingOf(change: Change): string {
  return change.kind === 'header' ? `header ${change.name}` : change.kind;
}

function contextWith(context: RequestContext, change: Change): RequestContext {
  const { connection } = context;
  switch (change.kind) {
    case 'header':
    case 'method':
    case ':path':
    case ':authority':
      return { ...context, request: changeHttp(context.request, change) };
    case 'tls':
      return {
        ...context,
        connection: {
          ...connection,
          transportProtocol: change.tls === undefined ? 'raw_buffer' : 'tls',
          serverName: change.tls?.sni ?? '',
          applicationProtocols: change.tls?.alpn ?? [],
        },
      };
    case 'source address': {
      const ip = parseIp(change.value);
      if (ip === undefined) return context;
      const { directSource: _, ...rest } = connection;
      return { ...context, remoteIp: ip, connection: { ...rest, source: { ...connection.source, ip } } };
    }
    case 'source port':
      return { ...context, connection: { ...connection, source: { ...connection.source, port: change.value } } };
    case 'destination address': {
      const ip = parseIp(change.value);
      return ip === undefined
        ? context
        : { ...context, connection: { ...connection, local: { ...connection.local, ip } } };
    }
    case 'destination port':
      return { ...context, connection: { ...connection, local: { ...connection.local, port: change.value } } };
  }
}
