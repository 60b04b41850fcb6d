import type { IptablesView } from '../../app/iptables/IptablesView.js';
import { safeText } from '../../text/safeText.js';

/** A line for each rule: family and the kernel's TRACE coordinate, `ip/nat:OUTPUT:rule:1`; of several pods with the pod before it. */
export function renderRuleNames(views: readonly IptablesView[]): string {
  const lines = views.flatMap(({ name, chains }) =>
    chains.flatMap(({ family, table, chain, rules }) =>
      rules.map(({ number }) => `${views.length > 1 ? `${name}/` : ''}${family}/${table}:${chain}:rule:${number}`),
    ),
  );
  return lines.map((line) => `${safeText(line)}\n`).join('');
}
