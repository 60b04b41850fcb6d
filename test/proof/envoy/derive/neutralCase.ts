import { createHash } from 'node:crypto';
import type { Change } from '../../../../src/trace/suggest/change/Change.js';
import { changedInput } from '../../../../src/trace/suggest/change/changedInput.js';
import type { Walked } from '../../../../src/trace/traceRequest.js';
import type { SentCase } from '../bed/askAll.js';
import { changeCase } from '../changeCase.js';
import type { CaseRequest, Outcome } from '../Configuration.js';
import { randomOf, type Random } from '../random.js';
import type { Derived } from './Derived.js';

/** Inputs changed at once. */
const MOST = 3;

const HEADERS = [
  'x-a',
  'x-b',
  'x-c',
  'x-n',
  'x-w',
  'x-cluster',
  'x-host',
  'x-hash',
  'x-vh',
  'x-dst',
  'accept',
  'user-agent',
  'referer',
  'cookie',
  'content-type',
  'origin',
  'access-control-request-method',
  'authorization',
  'x-unheard-of',
] as const;
const VALUES = ['a', 'b', 'ab', '10', '1', 's=a', 'http://o.example', 'application/grpc', 'zzz', undefined] as const;
const PATHS = ['/', '/a', '/a/b', '/api', '/r0', '/w', '/x?q=1'] as const;
const HOSTS = ['a.example', 'b.example', 'x.c.example', 'd.org', 'nobody.test'] as const;

/** A request in which inputs are changed that its verdict does not depend on, as the model says; undefined where it has none such. */
export function neutralRequest(
  dependsOn: readonly string[],
  request: CaseRequest,
  random: Random,
): { readonly request: CaseRequest; readonly inputs: readonly string[] } | undefined {
  const free = changesOf(request, random).filter((change) => !dependsOn.includes(changedInput(change)));
  const changes = random.some(free, MOST, 1);
  const changed = changes.length === 0 ? undefined : changeCase(request, changes);
  return changed && { request: changed, inputs: changes.map(changedInput) };
}

function changesOf({ http, proxy }: CaseRequest, random: Random): readonly Change[] {
  const ofHttp: readonly Change[] =
    http === undefined || http.method === 'CONNECT'
      ? []
      : [
          ...HEADERS.map((name) => ({ kind: 'header', name, value: random.pick(VALUES) }) as const),
          { kind: 'method', value: random.pick(['GET', 'POST', 'PUT', 'DELETE']) },
          { kind: ':path', value: random.pick(PATHS) },
          { kind: ':authority', value: random.pick(HOSTS) },
        ];
  const ofProxy: readonly Change[] =
    proxy === undefined || proxy.source.includes(':')
      ? []
      : [
          { kind: 'source address', value: random.pick(['10.0.0.1', '9.9.9.9', '192.168.1.2', '127.0.0.9']) },
          { kind: 'source port', value: random.pick([5555, 5556, 1, 30_000]) },
          { kind: 'destination address', value: random.pick(['10.0.0.1', '127.0.0.1', '192.168.1.7', '8.8.8.8']) },
          { kind: 'destination port', value: random.pick([80, 81, 443, 8080]) },
        ];
  return [...ofHttp, ...ofProxy];
}

/** A neutral change of a request, to be sent. */
export function neutralCase(of: SentCase, { trace }: Walked): Derived | undefined {
  // A fork that goes another way is no change of the verdict.
  if (trace.paths.length > 1 || trace.verdict.code === 'INDETERMINATE') return undefined;
  const random = randomOf(numberOf(of.request));
  const made = neutralRequest(trace.dependsOn, of.request, random);
  if (made === undefined) return undefined;
  const sent = { ...of, request: made.request, id: `${of.id}-neutral` };
  return { kind: 'neutral', of, sent, faults: (was, original) => moved(made.inputs, was, original) };
}

/** The same for the same request, so that it can be made again. */
function numberOf(request: CaseRequest): number {
  return createHash('sha256').update(JSON.stringify(request)).digest().readUInt32LE();
}

const KEPT = ['chain', 'virtualHost', 'route', 'cluster', 'host', 'status', 'flags', 'details'] as const;

function moved(inputs: readonly string[], was: Outcome, original: Outcome): readonly string[] {
  return KEPT.flatMap((name) =>
    was[name] === original[name]
      ? []
      : [`depends on: ${inputs.join(', ')} changed ${name} from ${original[name] ?? ''} to ${was[name] ?? ''}`],
  );
}
