import type { ProxyComparison } from '../../app/proxyStatus/compareProxy.js';
import type { JsonValue } from '../../text/json/JsonValue.js';
import { safeText } from '../../text/safeText.js';

const TITLES = { clusters: 'Clusters', listeners: 'Listeners', routes: 'Routes' } as const;

const KINDS = {
  missing: 'istiod would send it, Envoy does not have it',
  extra: 'Envoy has it, istiod would not send it',
} as const;

/** What is shown of a value. */
const WIDTH = 120;

/** Part by part, in istioctl's words, and below what differs, a line a resource. */
export function renderComparison({ parts }: ProxyComparison): string {
  const lines = parts.flatMap(({ section, differences }) => [
    `${TITLES[section]} ${differences.length === 0 ? 'Match' : "Don't Match"}`,
    ...differences.map(({ name, kind, at }) =>
      kind === 'different'
        ? `  ${name}: ${at?.pointer ?? ''}: istiod ${show(at?.wanted)}, Envoy ${show(at?.has)}`
        : `  ${name}: ${KINDS[kind]}`,
    ),
  ]);
  return lines.map((line) => `${safeText(line)}\n`).join('');
}

function show(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > WIDTH ? `${text.slice(0, WIDTH)}…` : text;
}
