import type { ChainView, RuleView } from '../../app/iptables/IptablesView.js';
import type { Palette } from '../../text/Palette.js';
import { safeText } from '../../text/safeText.js';
import { drawTable } from '../drawTable.js';

/** A chain under its name: number, counters where there are any, the rule, what it does. `!` marks a rule in Istio's way, `?` one that the dump shows in part. */
export function renderChain(chain: ChainView, palette: Palette): string {
  const heading = `${palette.heading(safeText(`${familyName(chain.family)} ${chain.table} ${chain.chain}`))}${about(chain)}\n`;
  if (chain.rules.length === 0) return `${heading}no rules\n`;
  const counted = chain.rules.some(({ counters }) => counters !== undefined);
  const head = ['', 'NUM', ...(counted ? ['PKTS', 'BYTES'] : []), 'RULE', 'WHAT IT DOES'];
  const rows = chain.rules.map((rule) => [
    markOf(rule),
    String(rule.number),
    ...(counted ? [String(rule.counters?.packets ?? ''), String(rule.counters?.bytes ?? '')] : []),
    rule.rule,
    [rule.purpose, ...(rule.unknown ? [`not known: ${rule.unknown.join(', ')}`] : [])].filter(Boolean).join('; '),
  ]);
  return `${heading}${drawTable(head, rows, (cell, row) => style(cell, chain.rules[row], row, palette))}`;
}

function style(cell: string, rule: RuleView | undefined, row: number, palette: Palette): string {
  if (row < 0) return palette.faint(cell);
  return rule !== undefined && markOf(rule) !== '' ? palette.doubtful(cell) : cell;
}

function markOf({ foreign, unknown }: RuleView): string {
  if (foreign === 'ahead' || foreign === 'inside') return '!';
  return unknown === undefined ? '' : '?';
}

function about({ policy, counters }: ChainView): string {
  if (policy === undefined) return '';
  return ` (policy ${policy}${counters ? `, ${counters.packets} packets, ${counters.bytes} bytes` : ''})`;
}

function familyName(family: ChainView['family']): string {
  return { ip: 'IPv4', ip6: 'IPv6', inet: 'IPv4 and IPv6' }[family];
}
