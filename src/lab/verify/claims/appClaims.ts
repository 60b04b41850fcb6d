import type { Header } from '../../../envoy/model/HttpRequest.js';
import type { Path } from '../../../trace/model/Trace.js';
import type { TraceRequest } from '../../../trace/model/TraceRequest.js';
import type { Verdict } from '../../../trace/model/Verdict.js';
import type { AppReport } from '../../request/RequestReport.js';
import { isShadow } from '../isShadow.js';
import { sameText, told, type Claim } from '../Claim.js';

/** Which application received the request, at which address, and how it read there; or that none did. */
export function* appClaims(
  path: Path,
  verdict: Verdict,
  request: TraceRequest,
  apps: readonly AppReport[],
): Iterable<Claim> {
  const received = apps.filter(({ record }) => !isShadow(record.authority));
  const wanted = destinationOf(path, verdict);
  // A copy that is mirrored may arrive, too, with or without a mark in its Host.
  const reached = received.findLast(({ where }) => where === wanted) ?? received.at(-1);
  yield sameText('the application', wanted ?? '', reached?.where ?? '');
  if (reached === undefined) return;
  const { record } = reached;
  const last = path.hops
    .flatMap(({ steps }) => steps)
    .findLast(({ kind, request: leaves }) => kind === 'upstream_request' && leaves !== undefined)?.request;
  if (record.path !== undefined && request.method !== 'CONNECT') {
    yield sameText('the path that the application received', last?.path ?? request.path, record.path);
    yield sameText(
      'the Host that the application received',
      last?.authority ?? request.authority,
      record.authority ?? '',
    );
  }
  if (record.headers !== undefined) yield* headerClaims(last?.headers ?? request.headers, record.headers);
}

/** Every header that is said to leave the last proxy arrives, with its value where that is known. */
function* headerClaims(
  predicted: readonly Header[],
  received: readonly (readonly [name: string, value: string])[],
): Iterable<Claim> {
  for (const { name, value } of predicted) {
    if (value.includes('<unknown')) continue;
    const got = received.filter(([key]) => key === name).map(([, text]) => text);
    yield {
      step: `header ${name} that the application received`,
      predicted: told(value),
      observed: told(got.join(', ')),
      agrees: got.includes(value) || got.join(',') === value,
    };
  }
}

function destinationOf({ hops }: Path, { code }: Verdict): string | undefined {
  if (code === 'EXITS_MESH') return 'outside';
  if (code !== 'DELIVERED' && code !== 'DELIVERED_BYPASS') return undefined;
  return hops.findLast(({ stage }) => stage === 'app')?.where;
}
