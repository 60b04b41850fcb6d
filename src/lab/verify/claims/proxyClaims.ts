import { parseSocketAddress } from '../../../net/SocketAddress.js';
import type { Hop } from '../../../trace/model/Trace.js';
import type { Step, StepKind } from '../../../trace/model/Step.js';
import type { AccessRecord } from '../../model/AccessRecord.js';
import { sameText, type Claim } from '../Claim.js';
import { fieldText } from './fieldText.js';

/** Steps whose subject is a name that the access log has, too. */
const NAMES: readonly (readonly [kind: StepKind, of: (record: AccessRecord) => string])[] = [
  ['listener', ({ listener }) => listener],
  ['filter_chain', ({ chain }) => chain],
  ['route', ({ route_name: name }) => fieldText(name)],
  ['cluster', ({ upstream_cluster: name }) => fieldText(name)],
];

/** What a proxy decided on the way to its answer or its host, against the line that it logged. */
export function* proxyClaims({ where, steps }: Hop, record: AccessRecord): Iterable<Claim> {
  for (const [kind, of] of NAMES) {
    const step = steps.findLast((one) => one.kind === kind);
    if (step !== undefined && isDecided(step)) yield sameText(`${where}: ${kind}`, step.subject, of(record));
  }
  const endpoint = steps.findLast(({ kind, outcome }) => kind === 'endpoint' && outcome === 'matched')?.subject;
  if (endpoint !== undefined && parseSocketAddress(endpoint) !== undefined)
    yield sameText(`${where}: endpoint`, endpoint, fieldText(record.upstream_host));
  yield* requestClaims(where, steps, record);
  yield* tlsClaims(where, steps, record);
}

function isDecided({ outcome }: Step): boolean {
  return outcome === 'matched' || outcome === 'passed' || outcome === 'rewritten';
}

/** The request as it leaves. */
function* requestClaims(where: string, steps: readonly Step[], record: AccessRecord): Iterable<Claim> {
  const request = steps.findLast(({ kind }) => kind === 'upstream_request')?.request;
  if (request === undefined || record.log !== 'http') return;
  yield sameText(`${where}: method`, request.method, fieldText(record.method));
  yield sameText(`${where}: path as it leaves`, request.path, fieldText(record.path));
  yield sameText(`${where}: Host as it leaves`, request.authority ?? '', fieldText(record.authority));
}

/** Whether the connection to the host is TLS, where there was one. A proxy that can't log the version logs whom it trusted. */
function* tlsClaims(where: string, steps: readonly Step[], record: AccessRecord): Iterable<Claim> {
  const socket = steps.findLast(({ kind }) => kind === 'transport_socket');
  if (socket === undefined || socket.outcome === 'unknown') return;
  if (fieldText(record.upstream_local_address) === '' || fieldText(record.response_code) === '503') return;
  const trusted = fieldText(record.upstream_peer_uri_san);
  const version = fieldText(record.upstream_tls_version);
  if (record.upstream_tls_version === undefined && trusted === '') return;
  const observed = version === '' && trusted !== '' ? `TLS with ${trusted}` : version;
  yield {
    step: `${where}: TLS to the host`,
    predicted: socket.summary,
    observed: observed === '' ? 'plaintext' : observed,
    agrees: (ownTls(socket) !== undefined) === (observed !== ''),
  };
}

/** What the proxy itself encrypts; the application's own TLS passes as bytes. */
function ownTls({ tls, summary }: Step): Step['tls'] {
  return summary.startsWith('plaintext') ? undefined : tls;
}

/** What a proxy learns of the TLS that it ends: the server name, and who the client is. `hello`: what the last hop sent. */
export function* handshakeClaims({ where, steps }: Hop, record: AccessRecord, hello: Step['tls']): Iterable<Claim> {
  if (hello === undefined || !steps.some(({ kind, outcome }) => kind === 'tls' && outcome === 'matched')) return;
  yield sameText(`${where}: server name of the client`, hello.sni, fieldText(record.requested_server_name));
  yield sameText(`${where}: certificate of the client`, hello.as ?? '', fieldText(record.downstream_peer_uri_san));
}
