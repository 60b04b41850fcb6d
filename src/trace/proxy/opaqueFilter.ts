import { localReply } from '../../envoy/http/localReply.js';
import type { Criterion } from '../../logic/Criterion.js';
import type { StepKind } from '../model/Step.js';
import type { WalkState } from '../walk/state/WalkState.js';
import { connectionClosed } from '../walk/connectionEnded.js';
import { replyEnded } from '../walk/verdicts.js';
import type { WalkContext } from '../walk/WalkContext.js';
import { podLabel } from '../world/PodNode.js';
import { jsonEvidence } from './jsonEvidence.js';
import type { ProxyVisit } from './ProxyVisit.js';

/**
 * Code that is not run here (Lua, Wasm, an external service). The walk goes on as if it let the request through unchanged
 * and the verdict says so, unless `--assume NAME=pass|deny` decides.
 */
export function opaqueFilter(
  context: WalkContext,
  visit: ProxyVisit,
  kind: StepKind,
  filter: { readonly at: string; readonly name: string; readonly typeUrl: string },
  known: { readonly because?: readonly Criterion[]; readonly label?: string } = {},
): WalkState | undefined {
  const { path, pins, journey } = context;
  const { because = [], label = `${shortType(filter.typeUrl)} filter ${filter.name}`.trim() } = known;
  const assumed = pins.assume.get(filter.name) ?? pins.assume.get('*');
  const evidence = jsonEvidence(visit.proxy, filter.at);
  if (assumed === undefined) {
    path.add({
      kind,
      outcome: 'opaque',
      subject: filter.name,
      summary: `${label} is not run here: taken to let the request through`,
      because,
      evidence,
      unknown: label,
    });
    return undefined;
  }
  path.assume('filter', `${label} ${assumed === 'pass' ? 'lets the request through unchanged' : 'denies the request'}`);
  path.add({
    kind,
    outcome: assumed === 'pass' ? 'passed' : 'denied',
    subject: filter.name,
    summary: `${label}: ${assumed}, as assumed`,
    evidence,
  });
  if (assumed === 'pass') return undefined;
  const sentence = `${label} of ${podLabel(visit.pod)} denies the request, as assumed.`;
  if (kind === 'network_filter') return connectionClosed(context, 'DENIED', sentence, { end: 'closed' });
  const reply = localReply({ status: 403, details: '' }, visit.content.http);
  return replyEnded('DENIED', sentence, reply, journey.proxies);
}

/** `envoy.extensions.filters.http.lua.v3.Lua` is `lua`; other types are said whole. */
function shortType(typeUrl: string): string {
  return /\.filters\.(?:http|network)\.([a-z0-9_]+)\./.exec(typeUrl)?.[1] ?? typeUrl;
}
