import { readSnapshot } from '../../src/facts/snapshot/readSnapshot.js';
import type { SnapshotFiles } from '../../src/facts/snapshot/SnapshotFiles.js';
import { buildRequest } from '../../src/app/trace/buildRequest.js';
import { readPins, type PinOptions } from '../../src/app/trace/readPins.js';
import type { TraceOptions } from '../../src/app/trace/TraceOptions.js';
import type { Step, StepKind } from '../../src/trace/model/Step.js';
import type { Trace } from '../../src/trace/model/Trace.js';
import type { Verdict } from '../../src/trace/model/Verdict.js';
import { traceRequest } from '../../src/trace/traceRequest.js';
import { worldOf } from '../../src/trace/world/worldOf.js';

/** Files of a snapshot by path; what is no text is written as JSON. */
export type Files = Readonly<Record<string, unknown>>;

/** The options of trace-request that a case gives. */
export type Options = Partial<Omit<TraceOptions, 'from' | 'url'> & PinOptions>;

/** Asks one world about requests: `ask('web/a', 'http://b/', { headers: ['x-a: 1'] })`. FROM is NAMESPACE/POD, or as on the command line. */
export type Ask = (from: string, url: string, options?: Options) => Trace;

/** A world made of literal pieces. */
export function world(files: Files): Ask {
  const texts = Object.fromEntries(
    Object.entries(files).map(([path, content]) => [
      path,
      typeof content === 'string' ? content : JSON.stringify(content),
    ]),
  );
  const snapshot: SnapshotFiles = {
    name: 'test',
    paths: Object.keys(texts).sort(),
    read: (path) => Buffer.from(texts[path] ?? ''),
    sourceOf: (path) => ({ kind: 'snapshot', path: `test/${path}` }),
  };
  const facts = readSnapshot(snapshot, () => undefined);
  const prepared = worldOf(facts);
  return (from, url, options = {}) => {
    const target =
      /^[a-z0-9-]+\/[a-z0-9-]+$/.test(from) && !from.startsWith('node/') ? from.split('/').reverse().join('.') : from;
    const { request } = buildRequest(facts, { ...NOTHING, ...options, from: target, url });
    return traceRequest(prepared, request, readPins({ ...NO_PINS, ...options }));
  };
}

const NOTHING = {
  headers: [],
  http11: false,
  http2: false,
  http2PriorKnowledge: false,
  resolve: [],
  connectTo: [],
  ctState: 'new' as const,
  withReturn: false,
};

const NO_PINS = { pins: [], assume: [], strict: false, allBranches: false, likeliest: false, maxBranches: 32 };

/** A verdict in a line: `DENIED 403 rbac_access_denied…`, `NO_UPSTREAM 503 UF`; `app` is not said. */
function line({ code, caller, flags, likely }: Verdict): string {
  const sees =
    caller.kind === 'status'
      ? [String(caller.status)]
      : caller.kind === 'app' || code === 'INDETERMINATE'
        ? []
        : [caller.kind];
  const grpc = caller.kind === 'status' && caller.grpcStatus !== undefined ? [`grpc ${caller.grpcStatus}`] : [];
  const rest = [...sees, ...grpc, ...(flags === '' ? [] : [flags])];
  return [code, ...rest, ...(likely === undefined ? [] : [`(${line(likely)})`])].join(' ');
}

/** The verdict of a trace in a line. */
export function verdict({ verdict: likeliest }: Trace): string {
  return line(likeliest);
}

/** Every outcome with its share: `80 % DELIVERED`. */
export function outcomes(trace: Trace): readonly string[] {
  return trace.outcomes.map((one) => `${Number((one.probability * 100).toFixed(2))} % ${line(one.verdict)}`);
}

/** All steps of the likeliest path, or only those of a kind. */
export function steps({ hops }: Trace, kind?: StepKind): readonly Step[] {
  return hops.flatMap((hop) => hop.steps).filter((step) => kind === undefined || step.kind === kind);
}

/** The last thing of a kind that was decided on: a listener, route, cluster, an endpoint's address. */
export function last(trace: Trace, kind: StepKind): string {
  return steps(trace, kind).at(-1)?.subject ?? '';
}

/** The hops of the likeliest path: `web/a output`. */
export function hops(trace: Trace): readonly string[] {
  return trace.hops.map(({ where, stage }) => `${where} ${stage}`);
}

/** The coordinates of the rules that were met. */
export function rules(trace: Trace): readonly string[] {
  return steps(trace, 'rule').flatMap(({ evidence }) =>
    evidence.flatMap((one) => (one.kind === 'rule' ? [one.coordinate] : [])),
  );
}
