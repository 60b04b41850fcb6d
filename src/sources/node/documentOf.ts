import { isUtf8 } from 'node:buffer';
import { backendStates, whyFailed } from './backendStates.js';
import { DOCUMENT_VERSION, type DocumentFile, type NodeDocument } from './NodeDocument.js';
import type { NodeReport, ReportFile, ReportGap } from './NodeReport.js';
import { rulesGap } from './rulesGap.js';

/** What says of a file that there is none. */
const SCRIPT = 'hopctl node collect';

/** When, by what and about what it was collected. */
export interface CollectedBy {
  readonly now: Date;
  readonly tool: string;
  readonly of: string;
}

/** What the script read, under the names of the snapshot's layout. */
export function documentOf(report: NodeReport, { now, tool, of }: CollectedBy): NodeDocument {
  const backends = backendStates(report);
  return {
    schemaVersion: DOCUMENT_VERSION,
    kind: 'NodeCollection',
    createdAt: now.toISOString(),
    tool,
    of,
    facts: Object.fromEntries(report.facts),
    backends,
    notes: report.files.flatMap(({ command, complaints }) => complaints.map((text) => `${command}: ${text}`)),
    files: filesOf(report, rulesGap(backends)),
  };
}

function filesOf({ files, gaps }: NodeReport, gap: string | undefined): readonly DocumentFile[] {
  const isReplaced = ({ name, status }: ReportFile): boolean =>
    name === 'sockets' && status !== 0 && files.some((other) => other.name === 'tcp' && other.status === 0);
  return [
    ...files.filter((file) => !isReplaced(file)).map((file) => toFile(file, gap)),
    ...gaps.flatMap((one) => fileOfGap(one, gap)),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function toFile(file: ReportFile, gap: string | undefined): DocumentFile {
  const { command: source, bytes } = file;
  const text = Buffer.from(bytes).toString();
  const name = `${file.name}.${/^\s*[[{]/.test(text) ? 'json' : 'txt'}`;
  const failure = whyFailed(file) ?? (isRules(file.name) ? gap : undefined);
  if (failure !== undefined) return { name, source, error: failure };
  return isUtf8(bytes) ? { name, source, text } : { name, source, base64: Buffer.from(bytes).toString('base64') };
}

/** Where it is known that there are no rules, an empty file says so: none at all would mean that nobody looked. */
function fileOfGap({ name, kind, why }: ReportGap, gap: string | undefined): readonly DocumentFile[] {
  if (kind === 'unreadable') return [{ name: `${name}.txt`, source: SCRIPT, error: why }];
  if (!name.startsWith('iptables-save.nft.')) return [];
  return [{ name: `${name}.txt`, source: SCRIPT, ...(gap === undefined ? { text: '' } : { error: gap }) }];
}

function isRules(name: string): boolean {
  return name.startsWith('iptables-save.') || name === 'nft';
}
