import type { BackendState } from './NodeDocument.js';
import type { NodeReport, ReportFile } from './NodeReport.js';

const FAMILIES = [
  ['ip', 'v4'],
  ['ip6', 'v6'],
] as const;

/** The tables that iptables-nft makes. */
const IPTABLES_TABLE = /^ip6? (?:raw|mangle|nat|filter|security)$/;

/** What there is of each back end that the script looked for. */
export function backendStates(report: NodeReport): readonly BackendState[] {
  return [
    ...FAMILIES.flatMap(([family, version]) =>
      (['nft', 'legacy'] as const).map((backend) => ({
        backend,
        family,
        ...stateOf(report, `iptables-save.${backend}.${version}`, savedTables),
      })),
    ),
    { backend: 'nftables', family: 'any', ...stateOf(report, 'nft', nativeTables) },
  ];
}

interface Tables {
  readonly names: readonly string[];
  readonly hasRules: boolean;
}

function stateOf(
  report: NodeReport,
  name: string,
  read: (text: string) => Tables,
): Pick<BackendState, 'state' | 'tables' | 'why'> {
  const file = report.files.find((one) => one.name === name);
  const gap = report.gaps.find((one) => one.name === name);
  if (file?.status !== 0) {
    if (gap?.kind === 'absent') return { state: 'none', tables: [] };
    return { state: 'unreadable', tables: [], why: whyFailed(file) ?? gap?.why ?? 'it was not looked at' };
  }
  const { names, hasRules } = read(Buffer.from(file.bytes).toString());
  return { state: hasRules ? 'rules' : names.length > 0 ? 'tables' : 'none', tables: names };
}

/** Why a command gave nothing that can be used; `undefined` when it did. */
export function whyFailed(file: ReportFile | undefined): string | undefined {
  if (file === undefined || file.status === 0) return undefined;
  const { command, status, complaints } = file;
  return `${command} failed (status ${status})${complaints.length > 0 ? `: ${complaints.join('; ')}` : ''}`;
}

function savedTables(text: string): Tables {
  const names = [...text.matchAll(/^\*(\S+)/gm), ...text.matchAll(/^# Table `(\S+)' is incompatible/gm)];
  return { names: names.map(([, name = '']) => name), hasRules: /^(?:\[[^\]]*\] )?-A /m.test(text) };
}

/** Of `nft -j list ruleset`, or of its text. */
function nativeTables(text: string): Tables {
  const isJson = text.startsWith('{');
  const pattern = isJson ? /\{"table": ?\{"family": ?"(\w+)", ?"name": ?"([^"]*)"/g : /^table (\w+) (\S+) \{/gm;
  const names = [...text.matchAll(pattern)].map(([, family = '', name = '']) => `${family} ${name}`);
  const native = names.filter((name) => !IPTABLES_TABLE.test(name));
  // A chain can be told from its rules in JSON only; in text, any line that is none of the frame's is one.
  const hasRules = isJson
    ? native.some((name) => hasJsonRule(text, name))
    : native.length > 0 && /^\t\t(?!type |policy |comment )\S/m.test(text);
  return { names: native, hasRules };
}

function hasJsonRule(text: string, table: string): boolean {
  const [family = '', name = ''] = table.split(' ');
  return new RegExp(`\\{"rule": ?\\{"family": ?"${family}", ?"table": ?${escape(JSON.stringify(name))}`).test(text);
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
