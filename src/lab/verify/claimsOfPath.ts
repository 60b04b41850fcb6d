import type { Step } from '../../trace/model/Step.js';
import type { Hop, Path } from '../../trace/model/Trace.js';
import type { TraceRequest } from '../../trace/model/TraceRequest.js';
import type { Verdict } from '../../trace/model/Verdict.js';
import type { ProxyReport, RequestReport } from '../request/RequestReport.js';
import { circleOf } from './circleOf.js';
import type { Claim } from './Claim.js';
import { appClaims } from './claims/appClaims.js';
import { callerClaim } from './claims/callerClaim.js';
import { endClaims } from './claims/endClaims.js';
import { handshakeClaims, proxyClaims } from './claims/proxyClaims.js';
import { otherRuleClaims, ruleClaims } from './claims/ruleClaims.js';
import type { RulesByPlace } from './nameQueryRules.js';
import { isShadow } from './isShadow.js';

/** Where a proxy decides. */
const PROXY_STAGES = new Set(['outbound_proxy', 'gateway_proxy', 'inbound_proxy']);

/**
 * Everything that one path of a trace says of a request and that a request shows, in the order of the way: who asks for the first
 * claim that does not hold has the first difference. Of a verdict that rests on opaque code the likely one counts.
 */
export function* claimsOfPath(
  path: Path,
  request: TraceRequest,
  report: RequestReport,
  background: RulesByPlace,
): Iterable<Claim> {
  const verdict = path.verdict.likely ?? path.verdict;
  const loops = verdict.code === 'LOOP';
  const circle = loops ? circleOf(path.hops) : new Set<Hop>();
  const lines = new ProxyLines(report.proxies);
  let hello: Step['tls'];
  let last: { readonly hop: Hop; readonly line: ProxyReport } | undefined;
  let began: typeof last;
  for (const hop of path.hops) {
    yield* ruleClaims(hop, report.places, circle.has(hop));
    if (loops || !PROXY_STAGES.has(hop.stage)) continue;
    const listener = hop.steps.findLast(({ kind }) => kind === 'listener')?.subject ?? '';
    const line = lines.take(hop.where, listener);
    if (line === undefined) {
      yield { step: `${hop.where}: listener`, predicted: listener, observed: lines.left(hop.where), agrees: false };
      return;
    }
    yield* handshakeClaims(hop, line.record, hello);
    yield* proxyClaims(hop, line.record);
    hello = hop.steps.findLast(({ kind }) => kind === 'transport_socket')?.tls;
    last = { hop, line };
    if (hello !== undefined) began = last;
  }
  yield* otherRuleClaims(path, report.places, background);
  // Whether anybody is there is no matter of the mesh.
  if (verdict.code === 'EXITS_MESH' && !report.apps.some(({ where }) => where === 'outside')) return;
  if (!loops) {
    // An application that does not know TLS has received bytes all the same.
    const refused = refusesTls(path);
    yield* ends(path, verdict, report, refused ? began : last);
    if (!refused) yield* appClaims(path, verdict, request, report.apps);
  }
  const caller = callerClaim(verdict, report.caller);
  if (caller !== undefined) yield caller;
}

function* ends(
  path: Path,
  verdict: Verdict,
  { proxies }: RequestReport,
  last: { readonly hop: Hop; readonly line: ProxyReport } | undefined,
): Iterable<Claim> {
  if (last !== undefined) yield* endClaims(path, verdict, last.hop.where, last.line.record);
  const passed = new Set(path.hops.map(({ where }) => where));
  // A copy that is mirrored has the id of the request that it is one of.
  const ids = new Set(proxies.filter(({ where }) => passed.has(where)).map(({ record }) => record.request_id ?? ''));
  const strangers = proxies.filter(
    ({ where, record }) => !passed.has(where) && (isEmpty(record.request_id) || !ids.has(record.request_id)),
  );
  yield {
    step: 'proxies that the trace does not pass',
    predicted: 'none',
    observed: strangers.map(({ where, record }) => `${where} (${record.listener})`).join(', ') || 'none',
    agrees: strangers.length === 0,
  };
}

/** Whether the TLS that a proxy began ends at an application, which refuses it. */
function refusesTls({ hops }: Path): boolean {
  const refuses = ({ kind, outcome }: Step): boolean => kind === 'tls' && outcome === 'denied';
  return hops.some(({ stage, steps }) => stage === 'app' && steps.some(refuses));
}

function isEmpty(text: string | null | undefined): text is '' | null | undefined {
  return text === undefined || text === null || text === '';
}

/** What proxies logged, each line taken once. */
class ProxyLines {
  readonly #left: ProxyReport[];

  constructor(lines: readonly ProxyReport[]) {
    this.#left = lines.filter(({ record }) => !isShadow(record.authority));
  }

  /** The first line of the pod's proxy about this listener, else any of its lines. */
  take(where: string, listener: string): ProxyReport | undefined {
    const own = this.#left.filter((line) => line.where === where);
    const found = own.find(({ record }) => record.listener === listener) ?? own[0];
    if (found !== undefined) this.#left.splice(this.#left.indexOf(found), 1);
    return found;
  }

  left(where: string): string {
    const own = this.#left.filter((line) => line.where === where);
    return own.length === 0 ? `${where} logged nothing` : own.map(({ record }) => record.listener).join(', ');
  }
}
