import type { Palette } from '../../../text/Palette.js';
import { safeText } from '../../../text/safeText.js';
import type { VerdictCode } from '../../../trace/model/Verdict.js';
import type { Path } from '../../../trace/model/Trace.js';
import { hanging, labelled } from './layout.js';

const ARRIVED: ReadonlySet<VerdictCode> = new Set<VerdictCode>(['DELIVERED', 'DELIVERED_BYPASS', 'EXITS_MESH']);

/** The HTTP request as the last proxy on the way sent it on, where it arrived: request line and headers. */
export function finalRequestLines({ hops, verdict }: Path, palette: Palette): readonly string[] {
  const last = hops.flatMap(({ steps }) => steps).findLast(({ request }) => request !== undefined)?.request;
  if (last === undefined || !ARRIVED.has((verdict.likely ?? verdict).code)) return [];
  const { method, scheme, authority = '', path, protocol, headers } = last;
  const lines = [
    `${method} ${scheme}://${authority}${path} ${protocol}`,
    ...headers.map(({ name, value }) => `${name}: ${value}`),
  ];
  return labelled(
    'arrives as',
    lines.flatMap((line) => hanging(safeText(line))),
    palette,
  );
}
