import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../src/app/loadFacts.js';
import type { Path } from '../../src/trace/model/Trace.js';
import type { Step } from '../../src/trace/model/Step.js';
import { traceRequest } from '../../src/trace/traceRequest.js';
import { worldOf } from '../../src/trace/world/worldOf.js';
import { noPins, readRecordings, requestOf, type Recording } from './recordedRequest.js';

const root = new URL('recorded/', import.meta.url).pathname;
const fixtures = new URL('../../fixtures/', import.meta.url).pathname;

for (const { name: mesh } of readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  for (const folder of readdirSync(`${root}${mesh}`)) {
    const [name = '', namespace = ''] = splitLast(folder);
    describe.each(['as istiod made it', 'as Envoy printed it'])(`${mesh}, ${folder}, %s`, async (dump) => {
      const place = `pods/${namespace}/${name}`;
      const given =
        dump === 'as Envoy printed it'
          ? ['config_dump.json', 'clusters.json'].map((file) => ({
              path: `${place}/${file}`,
              file: `${root}${mesh}/${folder}/${file}`,
            }))
          : [];
      const facts = await loadFacts({ snapshot: `${fixtures}${mesh}`, given }, () => undefined);
      const world = worldOf(facts);
      it.each(
        readRecordings(`${root}${mesh}/${folder}`).map(
          (recording) => [recording.name, recording.id, recording] as const,
        ),
      )('%s (%i)', (_name, _id, recording) => {
        const trace = traceRequest(world, requestOf(recording, { namespace, name }), noPins);
        const seen = observed(recording);
        const predicted = trace.paths.map((path) => prediction(path, seen, recording.request.headers ?? {}));
        expect(predicted).toContainEqual(seen);
      });
    });
  }
}

/** What the recording shows, field by field. */
function observed({ access_log: [log = {}], response }: Recording): Record<string, unknown> {
  const fromApp =
    log.code_details === 'via_upstream' ||
    (log.code === '0' && log.upstream_host !== '-' && log.flags === '-' && log.termination_details === '-');
  const body = response.body as
    | {
        readonly request_line?: string;
        readonly headers?: Record<string, string>;
        readonly tls?: { readonly sni?: string } | null;
      }
    | undefined;
  const tls = fromApp
    ? ((body?.tls ?? (response.tls as { readonly sni?: string } | null | undefined))?.sni ?? null)
    : null;
  return {
    ends: fromApp ? 'app' : response.status === undefined ? 'closed' : `status ${response.status}`,
    flags: log.flags === '-' ? '' : log.flags,
    details: fromApp ? '' : ([log.code_details, log.termination_details].find((text) => text !== '-') ?? ''),
    cluster: fromApp ? log.upstream_cluster : undefined,
    endpoint: fromApp ? log.upstream_host : undefined,
    route: log.route === '-' ? '' : log.route,
    request: fromApp && body?.request_line !== undefined ? body.request_line : undefined,
    host: fromApp && body?.headers !== undefined ? body.headers.host : undefined,
    headers: fromApp && body?.headers !== undefined ? interesting(body.headers) : undefined,
    sni: tls,
  };
}

/** Headers that depend on the run (ids, hashes, times) or on the client library are left out. */
const RUN_HEADERS = [
  'host',
  'x-forwarded-client-cert',
  'x-request-id',
  'x-forwarded-proto',
  'x-forwarded-for',
  'x-envoy-expected-rq-timeout-ms',
  'user-agent',
  'accept',
  'connection',
  'x-shop',
  'cookie',
  'x-envoy-internal',
  'x-envoy-external-address',
];

function interesting(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !RUN_HEADERS.includes(name)));
}

/** The same fields of a predicted path; an opaque filter's path by its likely verdict. The recorded server does not list what the client sent. */
function prediction(
  path: Path,
  seen: Record<string, unknown>,
  sent: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const steps = path.hops.flatMap((hop) => hop.steps);
  const verdict = path.verdict.likely ?? path.verdict;
  const last = (kind: Step['kind']): Step | undefined => steps.findLast((step) => step.kind === kind);
  const delivered = verdict.caller.kind === 'app';
  const request = last('upstream_request')?.request;
  const headers = Object.fromEntries(
    (request?.headers ?? []).filter(({ name, value }) => sent[name] !== value).map(({ name, value }) => [name, value]),
  );
  return {
    ends: delivered ? 'app' : verdict.caller.kind === 'status' ? `status ${verdict.caller.status}` : 'closed',
    flags: verdict.flags,
    details: verdict.details,
    cluster: delivered ? last('cluster')?.subject : undefined,
    endpoint: delivered ? last('endpoint')?.subject : undefined,
    route: last('route')?.subject ?? '',
    request: delivered && request !== undefined ? `${request.method} ${request.path} HTTP/1.1` : undefined,
    host: delivered ? request?.authority : undefined,
    headers: delivered && request !== undefined ? interesting(headers) : undefined,
    sni: delivered
      ? (last('transport_socket')?.tls?.sni ??
        (seen.sni !== null &&
        steps.every((step) => step.kind !== 'tls') &&
        last('network_filter') !== undefined &&
        request === undefined
          ? seen.sni
          : null))
      : null,
  };
}

function splitLast(folder: string): readonly string[] {
  const dot = folder.lastIndexOf('.');
  return [folder.slice(0, dot), folder.slice(dot + 1)];
}
