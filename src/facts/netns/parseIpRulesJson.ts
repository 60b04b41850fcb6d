import type { IpRule } from '../../netfilter/walk/netns/IpRule.js';
import type { Fields } from '../../kube/read/Fields.js';
import { parseIpRules } from './parseIpRules.js';
import { readList } from './readList.js';

/** Members that are written out below, or say nothing about which packets the rule is for. */
const SILENT: ReadonlySet<string> = new Set([
  ...['priority', 'src', 'srclen', 'dst', 'dstlen', 'table', 'action', 'fwmark', 'fwmask', 'protocol', 'not'],
  ...['iif', 'oif', 'iif_detached', 'oif_detached'],
]);

/** Reads `ip -j rule show`, by writing each rule as `ip rule show` does. */
export function parseIpRulesJson(bytes: Uint8Array, file: string, family: 4 | 6): readonly IpRule[] {
  const lines = readList(bytes, file, 'ip -j rule').map(toLine);
  return parseIpRules(lines.join('\n'), file, family);
}

function toLine(rule: Fields): string {
  const range = (key: string): string => {
    const length = rule.number(`${key}len`);
    return `${rule.string(key) ?? 'all'}${length === undefined ? '' : `/${length}`}`;
  };
  const mark = rule.intOrString('fwmark');
  const mask = rule.intOrString('fwmask');
  const others = Object.keys(rule.value).filter((key) => !SILENT.has(key));
  return [
    `${rule.number('priority') ?? 0}:`,
    // iproute2 prints `"not": null`.
    Object.hasOwn(rule.value, 'not') ? 'not' : '',
    `from ${range('src')}`,
    rule.has('dst') ? `to ${range('dst')}` : '',
    mark === undefined ? '' : `fwmark ${mark}${mask === undefined ? '' : `/${mask}`}`,
    ...['iif', 'oif'].map((key) => (rule.has(key) ? `${key} ${rule.string(key) ?? ''}` : '')),
    ...others,
    rule.string('action') ?? `lookup ${rule.string('table') ?? 'main'}`,
  ].join(' ');
}
